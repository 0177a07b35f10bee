import { areAlike, judgeAnswer } from './judge-answer.js';

const marker = 'zqsecret';

describe('judgeAnswer', () => {
  it('sees the marker whatever the status and however it is spelled', () => {
    expect(judgeAnswer({ status: 404, text: 'no ZQSecret here' }, { marker })).toMatchObject({
      kind: 'leak',
    });
  });

  it('takes a failure of the API for no proof of anything', () => {
    const fault = judgeAnswer({ status: 503, text: '' }, { marker, statuses: [404] });

    expect(fault).toEqual({ kind: 'unclear', what: 'answered 503' });
  });

  it('takes any other status than the expected one for a leak', () => {
    expect(judgeAnswer({ status: 200, text: '' }, { marker, statuses: [404] })?.kind).toBe('leak');
    expect(judgeAnswer({ status: 404, text: '' }, { marker, statuses: [404] })).toBeNull();
  });
});

describe('areAlike', () => {
  const answer = (id: string, rest = '') => ({
    status: 404,
    text: `{"detail":"No page ${id}.${rest}","correlation_id":"${Math.random()}"}`,
  });

  it('looks past ids that were sent and correlation ids, and at nothing else', () => {
    const own = [answer('1-1'), { page_id: '1-1' }] as const;

    expect(areAlike(own, [answer('2-2'), { page_id: '2-2' }])).toBe(true);
    expect(areAlike(own, [answer('2-2', ' Yet.'), { page_id: '2-2' }])).toBe(false);
    expect(areAlike(own, [{ ...answer('2-2'), status: 403 }, { page_id: '2-2' }])).toBe(false);
  });
});
