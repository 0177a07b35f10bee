import { printable } from '../terminal/printable.js';
import type { Terminal } from '../terminal/terminal.js';

const stages: Record<string, string> = {
  searching: 'Searching …',
  using_tool: 'Looking it up …',
  rechecking: 'Looking whether the page has changed …',
  answering: 'Answering …',
};

/** Shows an answer while it comes: what is being done until there is text, then the text itself. */
export class AnswerPrinter {
  private text = '';

  constructor(private readonly terminal: Terminal) {}

  showStage(stage: string): void {
    if (this.text) return;
    this.terminal.redraw(this.terminal.style('dim', stages[stage] ?? '', { isNote: true }));
  }

  showText(text: string): void {
    if (!this.text) this.terminal.redraw('');
    this.text += text;
    this.terminal.write(printable(text));
  }

  /** Leaves the cursor at the start of a line, whether text came or not. */
  end(): void {
    if (!this.text) this.terminal.redraw('');
    else if (!this.text.endsWith('\n')) this.terminal.print();
  }

  /** The text that counts, unless it is what was shown already. */
  settle(content: string): void {
    if (content.trim() === this.text.trim()) return;
    if (this.text) {
      this.terminal.print();
      this.terminal.print(
        this.terminal.style('dim', 'Checked against its sources, the answer is:'),
      );
    }
    this.terminal.print(printable(content));
  }
}
