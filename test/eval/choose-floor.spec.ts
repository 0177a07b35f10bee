import { chooseFloor, type JudgedQuestion, measureFloor } from './choose-floor.js';

const answerable = (...evidences: number[]): JudgedQuestion[] =>
  evidences.map((evidence) => ({ evidence, isAnswerable: true }));
const others = (...evidences: number[]): JudgedQuestion[] =>
  evidences.map((evidence) => ({ evidence, isAnswerable: false }));

describe('chooseFloor', () => {
  it('parts what can be parted, half-way', () => {
    expect(chooseFloor([...answerable(0.6, 0.9), ...others(0.1, 0.4)])).toEqual({
      value: 0.5,
      precision: 1,
      recall: 1,
    });
  });

  it('is a figure that people can read', () => {
    const { value } = chooseFloor([...answerable(0.842), ...others(0.08)]);

    expect(String(value)).toBe('0.461');
  });

  it('gives up an answer rather than a refusal where both cannot be had', () => {
    const mixed = [...answerable(0.3, 0.8, 0.9), ...others(0.1, 0.5, 0.55, 0.6)];

    expect(chooseFloor(mixed)).toMatchObject({ precision: 1, recall: 2 / 3 });
  });

  it('measures any floor', () => {
    const some = [...answerable(0.2, 0.7), ...others(0.6)];

    expect(measureFloor(some, 0.5)).toEqual({ value: 0.5, precision: 0.5, recall: 0.5 });
    expect(measureFloor(some, 1)).toEqual({ value: 1, precision: 0, recall: 0 });
  });
});
