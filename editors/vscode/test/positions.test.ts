import assert from "node:assert/strict";
import { test } from "node:test";
import { column, linesOf } from "../src/positions";

test("an emoji is one code point and two columns of the editor", () => {
  assert.equal(column("a😀b", 1), 0);
  assert.equal(column("a😀b", 3), 3);
});

test("a column beyond the line is the line's end", () => {
  assert.equal(column("ab", 9), 2);
});

test("lines end at LF, CRLF and CR, and a byte-order mark is no text", () => {
  assert.deepEqual(linesOf("\uFEFFa\r\nb\rc\n\u2028d"), ["a", "b", "c", "\u2028d"]);
});
