/** What the demo store knows: a shop that does not exist, and says so wherever it is cited. */
export const demoShop = {
  fileName: 'Tin Lamp Shop (made up).md',
  /** One that its text answers. */
  question: 'Can I return a lamp?',
  text: `# Tin Lamp Shop (made up)

The Tin Lamp Shop does not exist. It was made up for trying Storehand out; nothing of it can be bought.

It makes lamps of recycled tin in a small workshop by the harbour. Write to hello@tinlamp.example with any question.

## Shipping

Orders leave our workshop within two working days and arrive within five.

Shipping costs $6. It is free for orders over $80.

## Returns

You can return a lamp within 45 days of delivery, unused and in its box.

We refund the price within a week of its arrival.

## Lamps

### Harbour lamp

A table lamp of tin, 38 cm high, for $64. It takes an E14 bulb of up to 40 watts and comes with a two-metre cable.

### Pier lamp

A hanging lamp of tin, 30 cm wide, for $89. It takes an E27 bulb of up to 60 watts; the cable is cut to length for free.

## Care

Wipe your lamp with a dry cloth. Do not use water or polish: they take off the wax that keeps tin from rusting.
`,
} as const;
