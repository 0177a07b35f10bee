import { isPublicAddress } from './is-public-address.js';

/** Reference: the IANA special-purpose registries as plain arithmetic, written without ipaddr.js. */
const specialIPv4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

const toNumber = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const isPublicByTable = (value: number): boolean =>
  !specialIPv4.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(value / size) === Math.floor(toNumber(network) / size);
  });

const octets = (value: number): number[] => [
  Math.floor(value / 2 ** 24),
  Math.floor(value / 2 ** 16) % 256,
  Math.floor(value / 2 ** 8) % 256,
  value % 256,
];

const dotted = (value: number): string => octets(value).join('.');
const fullWidth = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

/** Twelve ways to write one IPv4 address that a URL parser accepts. */
const spellings: readonly ((value: number) => string)[] = [
  dotted,
  (value) => String(value),
  (value) => `0x${value.toString(16)}`,
  (value) => `0${value.toString(8)}`,
  (value) =>
    octets(value)
      .map((part) => `0x${part.toString(16)}`)
      .join('.'),
  (value) =>
    octets(value)
      .map((part) => `0${part.toString(8)}`)
      .join('.'),
  (value) =>
    octets(value)
      .map((part) => `000${part.toString(8)}`)
      .join('.'),
  (value) => `${octets(value)[0]}.${value % 2 ** 24}`,
  (value) => `${octets(value).slice(0, 2).join('.')}.${value % 2 ** 16}`,
  (value) => fullWidth(dotted(value)),
  (value) => dotted(value).replaceAll('.', '。'),
  (value) => dotted(value).replace(/\d/, (digit) => `%3${digit}`),
];

/** A small seeded generator (mulberry32), so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

describe('isPublicAddress', () => {
  it('agrees with the registry for every spelling of addresses at and around every border', () => {
    const borders = specialIPv4.flatMap(([network, bits]) => {
      const first = toNumber(network);
      return [first - 1, first, first + 1, first + 2 ** (32 - bits) - 1, first + 2 ** (32 - bits)];
    });
    const values = borders.filter((value) => value >= 0 && value < 2 ** 32);

    expect(differences(values)).toEqual([]);
  });

  it('agrees with the registry for every spelling of random addresses', () => {
    const next = seeded(20_260_701);
    const values = Array.from({ length: 4_000 }, next);

    expect(differences(values)).toEqual([]);
  });

  it('refuses an IPv4 address hidden in any IPv6 form', () => {
    for (const inner of ['127.0.0.1', '10.0.0.1', '8.8.8.8', '169.254.169.254']) {
      const [a, b, c, d] = octets(toNumber(inner)).map((part) =>
        part.toString(16).padStart(2, '0'),
      );
      const hex = `${a}${b}:${c}${d}`;
      const forms = [
        `::ffff:${inner}`,
        `::ffff:${hex}`,
        `::${inner}`,
        `::ffff:0:${hex}`,
        `64:ff9b::${hex}`,
        `64:ff9b:1::${hex}`,
        `2002:${hex}::1`,
        `2001:0:${hex}::1`,
        `fe80::5efe:${hex}`,
        `2606:4700::5efe:${hex}`,
        `2606:4700::200:5efe:${hex}`,
      ];
      expect(forms.filter(isPublicAddress)).toEqual([]);
    }
  });

  it.each([
    '::',
    '::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700::1111%1',
    'fec0::1',
    'ff02::1',
    '100::1',
    '100:0:0:1::1',
    '2001:2::1',
    '2001:10::1',
    '2001:20::1',
    '2001:db8::1',
    '3fff::1',
    '4000::1',
    '5f00::1',
    'e000::1',
  ])('refuses the IPv6 address %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    '',
    'localhost',
    '8.8',
    '8.8.8.8.8',
    '08.8.8.8',
    '0x8.8.8.8',
    '134744072',
    ' 8.8.8.8',
    '[::1]',
  ])('refuses %p, which is not how a socket spells an address', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '93.184.216.34',
    '2606:4700:4700::1111',
    '2a00:1450:4001:830::200e',
  ])('lets the ordinary address %s pass', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

function differences(values: readonly number[]): string[] {
  return values.flatMap((value) =>
    spellings
      .map((spell) => spell(value))
      .filter(
        (spelling) =>
          isPublicAddress(new URL(`http://${spelling}/`).hostname) !== isPublicByTable(value),
      ),
  );
}
