import { senderAddress } from './sender-address.js';

describe('what is kept of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['nonsense', undefined],
  ])('of %s is its network', (ip, network) => {
    expect(senderAddress(ip, 'network')).toBe(network);
  });

  it('is all of it or nothing where the operator says so', () => {
    expect(senderAddress('203.0.113.7', 'whole')).toBe('203.0.113.7');
    expect(senderAddress('203.0.113.7', 'none')).toBeUndefined();
  });
});
