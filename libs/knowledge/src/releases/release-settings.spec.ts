import { readReleaseSettings, ReleaseSettings } from './release-settings.js';

describe('the release settings of a store', () => {
  it('have sane values when nothing is set', () => {
    expect(readReleaseSettings({})).toEqual({
      kept: 3,
      maxLostShare: 0.5,
      maxFailedShare: 0.5,
      maxEmptyShare: 0.5,
      maxChunkLossShare: 0.5,
      requiredCheckShare: 1,
    });
  });

  it('count where they are set', () => {
    const settings = { locale: 'en', releases: { kept: 5, max_lost_share: 0.2 } };

    expect(readReleaseSettings(settings)).toMatchObject({ kept: 5, maxLostShare: 0.2 });
  });

  it('never stop an ingest: what was stored unchecked and does not fit counts as left out', () => {
    expect(readReleaseSettings({ releases: { kept: 'many' } })).toMatchObject({ kept: 3 });
    expect(readReleaseSettings({ releases: 7 })).toMatchObject({ kept: 3 });
  });

  it.each([
    { kept: 1 },
    { kept: 21 },
    { kept: 2.5 },
    { max_lost_share: 1.1 },
    { required_check_share: -0.1 },
    { max_lost: 0.5 },
  ])('are refused as %j', (settings) => {
    expect(ReleaseSettings.safeParse(settings).success).toBe(false);
  });
});
