import type { Schema } from '@app/client';

import { formatDuration } from '../terminal/format-time.js';
import type { Terminal } from '../terminal/terminal.js';

const widestBar = 24;
const narrowestBar = 4;
const longestStage = 'publishing'.length;

/** Room for the stage, the percentage and counts of four digits. */
const besideBar = 74;

/** Between two plain lines where nobody looks at a moving one. */
const plainEveryMs = 5_000;

/** The progress of an ingest: one line that is redrawn in a terminal, and now and then a line of text elsewhere. */
export class ProgressLine {
  private lastPlain = '';
  private lastPlainAt = 0;

  constructor(
    private readonly terminal: Terminal,
    private readonly isSilent: boolean,
  ) {}

  show(ingest: Schema<'IngestDetail'>): void {
    if (this.isSilent) return;
    if (this.terminal.isInteractive) {
      this.terminal.redraw(progressText(ingest, this.terminal));
      return;
    }
    const stage = ingest.status;
    const isDue = Date.now() - this.lastPlainAt >= plainEveryMs;
    if (stage === this.lastPlain && !isDue) return;
    this.lastPlain = stage;
    this.lastPlainAt = Date.now();
    this.terminal.note(plainText(ingest));
  }

  end(): void {
    if (!this.isSilent) this.terminal.redraw('');
  }
}

/** How far the stage it is in has come, from 0 to 1, or null where there is nothing to measure. */
export function stageShare({
  status,
  pages: { found, waiting },
}: Schema<'IngestDetail'>): number | null {
  if (status === 'publishing' || status === 'live') return 1;
  return status === 'crawling' && found > 0 ? (found - waiting) / found : null;
}

/** Fits the width: a line that wraps cannot be redrawn. A narrow terminal has a short bar, or none. */
export function progressText(ingest: Schema<'IngestDetail'>, terminal: Terminal): string {
  const part = stageShare(ingest);
  const room = terminal.noteWidth - 1;
  const width = Math.min(widestBar, room - besideBar);
  const bar = part === null || width < narrowestBar ? '' : drawBar(part, width, terminal);
  const percent = part === null ? '' : `${Math.floor(part * 100)}%`.padStart(5);
  const text = `${percent} ${details(ingest)}`;
  const stage = ingest.status.padEnd(longestStage);
  const cut = Math.max(0, room - stage.length - 1 - (bar === '' ? 0 : width));
  return `${terminal.style('bold', stage, { isNote: true })} ${bar}${text.slice(0, cut)}`;
}

function drawBar(part: number, width: number, terminal: Terminal): string {
  const filled = Math.round(part * width);
  return `${'█'.repeat(filled)}${terminal.style('dim', '░'.repeat(width - filled), { isNote: true })}`;
}

const plainText = (ingest: Schema<'IngestDetail'>): string =>
  [ingest.status, details(ingest)].filter(Boolean).join(': ');

function details({ pages, queue_position, eta_seconds, status }: Schema<'IngestDetail'>): string {
  if (status === 'queued' && queue_position) return `${queue_position} before it in the queue`;
  const { found, fetched, indexed, failed } = pages;
  const counts = [`${found} found`, `${fetched} fetched`, `${indexed} indexed`, `${failed} failed`];
  return [
    ...(found > 0 ? counts : []),
    ...(eta_seconds === null ? [] : [`${formatDuration(eta_seconds)} left`]),
  ].join(', ');
}
