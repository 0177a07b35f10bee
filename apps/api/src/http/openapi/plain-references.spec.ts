import { plainReferences } from './plain-references.js';

describe('references', () => {
  it('stand for themselves when nothing else is said beside them', () => {
    const rules = { $ref: '#/components/schemas/Rules' };

    expect(plainReferences({ properties: { rules: { allOf: [rules] } } })).toEqual({
      properties: { rules },
    });
  });

  it('stay composed where there is more than one, or a word of their own', () => {
    const schema = { a: { allOf: [{ $ref: '#/a' }], description: 'x' }, b: { allOf: [1, 2] } };

    expect(plainReferences(schema)).toEqual(schema);
  });
});
