type Rgb = readonly [number, number, number];

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];

/** As WCAG 2 asks of text. */
const enough = 4.5;

export const readHex = (hex: string): Rgb =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;

const toHex = (color: Rgb): string =>
  `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast of two colours by WCAG 2, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(readHex(a)), luminance(readHex(b))].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** Black or white, whichever reads better on a colour: one of them always has enough contrast. */
export const textOn = (color: string): string =>
  contrast(color, '#ffffff') >= enough || contrast(color, '#ffffff') > contrast(color, '#000000')
    ? '#ffffff'
    : '#000000';

/** The colour, moved towards black or white until it can be read on a ground. */
export function readableOn(color: string, ground: string): string {
  const towards = luminance(readHex(ground)) > 0.4 ? black : white;
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = toHex(mix(readHex(color), towards, share));
    if (contrast(mixed, ground) >= enough) return mixed;
  }
  return toHex(towards);
}

const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((part, i) => part + ((to[i] ?? 0) - part) * share) as unknown as Rgb;
