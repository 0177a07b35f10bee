const numbers = new Intl.NumberFormat();
const moments = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const days = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const distances = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

export const showCount = (count: number): string => numbers.format(count);

/** `3 pages`, `1 page`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${showCount(count)} ${count === 1 ? one : many}`;

export const showMoment = (iso: string): string => moments.format(new Date(iso));

export const showDay = (iso: string): string => days.format(new Date(iso));

/** How long ago, up to a month; then the day itself. */
export function showAge(iso: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1000);
  if (Math.abs(seconds) > 30 * 86_400) return showDay(iso);
  const unit = units.find(([, size]) => Math.abs(seconds) >= size);
  return unit ? distances.format(Math.round(seconds / unit[1]), unit[0]) : 'just now';
}

export function showDuration(seconds: number): string {
  if (seconds < 90) return counted(Math.max(1, Math.round(seconds)), 'second');
  return counted(Math.round(seconds / 60), 'minute');
}

/** An exact decimal with its currency, as far as it says something. */
export function showMoney(amount: string | number | null, currency: string | null): string {
  if (amount === null || currency === null) return '–';
  const value = Number(amount);
  const maximumFractionDigits = value !== 0 && Math.abs(value) < 1 ? 4 : 2;
  return new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits,
  }).format(value);
}

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

export function showBytes(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  const power = Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1000));
  const step = Math.max(1, Math.min(sizes.length - 1, power));
  const unit = sizes[step];
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** step);
}

/** `blocked_by_robots` for people. */
export const plainWords = (name: string): string => {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
