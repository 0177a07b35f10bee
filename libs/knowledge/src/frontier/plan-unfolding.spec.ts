import { type FoldEnd, planUnfolding } from './plan-unfolding.js';

const end = (url: string, kind: FoldEnd['end'], to: string | null, more = {}): FoldEnd => ({
  id: `id of ${url}`,
  url,
  end: kind,
  duplicateOf: to,
  isKnown: false,
  hasTarget: true,
  ...more,
});

describe('planUnfolding', () => {
  it('leaves what folds into an address that is there', () => {
    expect(planUnfolding([end('/c/a', 'folded', '/a'), end('/b', 'gone', null)])).toEqual({
      readIds: [],
      moves: [],
    });
  });

  it('has the shortest read where the address is gone, and the rest fold into that', () => {
    const ends = [
      end('/ccc/a', 'folded', '/a'),
      end('/c/a', 'folded', '/a'),
      end('/a', 'gone', null),
      end('/c/b', 'folded', '/b'),
    ];

    expect(planUnfolding(ends)).toEqual({
      readIds: ['id of /c/a'],
      moves: [
        { id: 'id of /ccc/a', url: '/c/a' },
        { id: 'id of /a', url: '/c/a' },
      ],
    });
  });

  it('prefers the one that was the page before', () => {
    const ends = [
      end('/c/a', 'folded', '/a'),
      end('/ccc/a', 'folded', '/a', { isKnown: true }),
      end('/a', 'gone', null),
    ];

    expect(planUnfolding(ends).readIds).toEqual(['id of /ccc/a']);
  });

  it('has one that was the page before read whatever came of the address, and no other', () => {
    const ends = [
      end('/a', 'failed', null),
      end('/b', 'redirected', '/'),
      ...['/c/a', '/c/b'].map((url) => end(url, 'folded', url.slice(2), { isKnown: true })),
      end('/x', 'failed', null),
      end('/c/x', 'folded', '/x'),
    ];

    expect(planUnfolding(ends).readIds).toEqual(['id of /c/a', 'id of /c/b']);
  });

  it('goes on to the next where that is gone, too', () => {
    const ends = [
      end('/a', 'gone', '/c/a'),
      end('/c/a', 'gone', null),
      end('/ccc/a', 'folded', '/c/a'),
    ];

    expect(planUnfolding(ends)).toEqual({
      readIds: ['id of /ccc/a'],
      moves: [
        { id: 'id of /a', url: '/ccc/a' },
        { id: 'id of /c/a', url: '/ccc/a' },
      ],
    });
  });

  it('has one read whose address was never taken up', () => {
    const ends = [end('/c/a', 'folded', '/a', { hasTarget: false })];

    expect(planUnfolding(ends).readIds).toEqual(['id of /c/a']);
  });

  it('has one read that its own address leads to, and no other', () => {
    const ends = [
      end('/a', 'redirected', '/c/a'),
      end('/c/a', 'folded', '/a'),
      end('/ccc/a', 'folded', '/a'),
      end('/old', 'redirected', '/c/b'),
      end('/c/b', 'folded', '/b'),
    ];

    expect(planUnfolding(ends)).toEqual({ readIds: ['id of /c/a'], moves: [] });
  });
});
