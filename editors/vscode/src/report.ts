/** The report of `ethicslint check --format json`, as far as it is used here. Lines and columns count from 1, columns in code points. */

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Finding {
  readonly rule: string;
  readonly level: "error" | "warning" | "suggestion";
  readonly message: string;
  readonly path: string;
  readonly start: Place;
  readonly end: Place;
  readonly url?: string;
}

export interface Report {
  readonly findings: readonly Finding[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly summary: { readonly files: number; readonly findings: number };
}
