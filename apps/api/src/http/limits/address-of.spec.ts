import { addressOf } from './address-of.js';

describe('an address', () => {
  it('is itself in IPv4, however it is written', () => {
    expect(addressOf('203.0.113.7')).toBe('203.0.113.7');
    expect(addressOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
  });

  it('is its network of 64 bits in IPv6', () => {
    expect(addressOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::');
    expect(addressOf('2001:db8:1:2:ffff::1')).toBe(addressOf('2001:db8:1:2:3:4:5:6'));
    expect(addressOf('2001:db8:1:3::1')).not.toBe(addressOf('2001:db8:1:2::1'));
  });

  it('that is none shares one bucket with all such', () => {
    expect(addressOf('nonsense')).toBe('unknown');
    expect(addressOf('')).toBe('unknown');
  });
});
