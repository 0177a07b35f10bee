import { safeText } from './safe-text.js';

/** Much longer than ours are; a log may be read by what cuts at 16 KiB. */
const longestLine = 8_000;
const longestField = 500;
const mostFields = 60;

/** A line of the log, as JSON with its line break: what every line goes through last, whoever wrote it. */
export function safeLine(line: string): string {
  const text = line.trimEnd();
  return `${safeText(text.length > longestLine ? shortened(text) : text)}\n`;
}

function shortened(text: string): string {
  try {
    const short = JSON.stringify(shortValue(JSON.parse(text)));
    if (short.length <= longestLine) return short;
    const { level, time, app, msg } = JSON.parse(short) as Record<string, unknown>;
    return JSON.stringify({ level, time, app, msg, cut: text.length });
  } catch {
    return JSON.stringify({ level: 'warn', msg: 'a line that cannot be shown', cut: text.length });
  }
}

function shortValue(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length > longestField ? `${value.slice(0, longestField)}…` : value;
  }
  if (Array.isArray(value)) return value.slice(0, mostFields).map(shortValue);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).slice(0, mostFields);
  return Object.fromEntries(fields.map(([key, one]) => [key.slice(0, 100), shortValue(one)]));
}
