import { formatTable } from './format-table.js';

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  green: [32, 39],
  yellow: [33, 39],
  red: [31, 39],
} as const;

export type Style = keyof typeof codes;

export interface OutputStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/**
 * Where the CLI writes: results to standard output, so that they can be piped; progress, hints and errors to standard
 * error. Colours and moving lines only where a person is looking.
 */
export class Terminal {
  constructor(
    private readonly stdout: OutputStream,
    private readonly stderr: OutputStream,
    private readonly hasColor: boolean,
  ) {}

  get width(): number {
    return Math.min(this.stdout.columns || this.stderr.columns || 100, 120);
  }

  /** Columns of the line that may be redrawn; some terminals say that they have none. */
  get noteWidth(): number {
    return this.stderr.columns || 80;
  }

  /** Whether standard error is looked at by a person, so that a line may be redrawn. */
  get isInteractive(): boolean {
    return this.stderr.isTTY === true;
  }

  write(text: string): void {
    this.stdout.write(text);
  }

  print(line = ''): void {
    this.stdout.write(`${line}\n`);
  }

  printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
    const [titles = '', ...lines] = formatTable(head, rows);
    this.print(this.style('dim', titles));
    for (const line of lines) this.print(line);
  }

  note(line: string): void {
    this.stderr.write(`${line}\n`);
  }

  /** Replaces the line that is being redrawn; an empty text takes it away. */
  redraw(text: string): void {
    if (this.isInteractive) this.stderr.write(`\r\u001b[2K${text}`);
  }

  style(style: Style, text: string, { isNote = false } = {}): string {
    const stream = isNote ? this.stderr : this.stdout;
    if (!this.hasColor || !stream.isTTY) return text;
    const [on, off] = codes[style];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  }
}
