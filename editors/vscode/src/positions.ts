/**
 * Columns of a report, which count code points, as columns of the editor, which count UTF-16 units.
 *
 * Knows how the tool and the editor count, and nothing of either's interface.
 */

/** The lines of a file: they end at LF, CRLF or a lone CR, in the tool as in the editor. */
export function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
}

/** The UTF-16 column from 0 of a code-point column from 1; the line's end for a column beyond it. */
export function column(line: string, codePoint: number): number {
  let units = 0;
  let left = codePoint - 1;
  for (const character of line) {
    if (left-- <= 0) {
      break;
    }
    units += character.length;
  }
  return units;
}
