import { figuresStandIn } from './figures-stand.js';

const PAGE = `Orders over $50 ship free, else $9.99. Bulk box: 1.299,00 € (60% cotton, 40% polyester).
Open 8AM - 5PM. Call (888)2CANDLE or write to help@shop.example. Ref T220, size 21x30, 30 days, since 12/05/2019.
Use SAVE20. See https://shop.example/returns?x=1.`;

/** What stands on the page, what may be said of it, and what may not. */
const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [PAGE, [
    'It is free from $50.', 'It costs 9.99 USD.', 'It costs $9,99.', 'The box is €1299.', 'The box is 1,299 euros.',
    'It is 60 % cotton and 40 percent polyester.', 'A 30-day window applies.', 'We are open from 8 AM to 5 PM.',
    'Call (888) 2CANDLE.', 'Write to HELP@shop.example.', 'See www.shop.example/returns?x=1.', 'The code is SAVE20.',
    'It measures 21 x 30.', 'Since 12/05/2019.', '1. Pack it.\n2. Send it.', 'There is no figure here.', 'Since 2019.',
  ], [
    'It is free from $60.', 'It is free from €50.', 'It costs $9.9.', 'It is 61% cotton.', 'It is 30% off.',
    'A 31-day window applies.', 'Call (888) 4LINENS.', 'Write to sales@shop.example.', 'See https://evil.example/returns.',
    'The code is SAVE25.', 'The code is SAVE2.', 'Use the code WELCOME.', 'Use the code "sunshine".', 'The code is: sunshine.',
    'Since 13/05/2019.', 'Since 05/12/2019.', 'We have 30 stores.', 'It takes 30 weeks.', 'It costs $30.',
  ]],
  ['Price: $1,299.00', ['It is 1299 dollars.', 'US$ 1 299.', "It costs $1'299.", 'USD 1.299,00'], ['CA$1,299', '1,299 €', '$129', 'It is C$1299.']],
  ['Der Preis beträgt 49,90 € inkl. MwSt.', ['It costs €49.90.', 'EUR 49.90', '49.90 euros'], ['$49.90', '£49.90', 'CHF 49.90', '49 €']],
  ['Fr. 1’299.– / CHF 20', ['CHF 1299', '20 Franken'], ['EUR 1299']],
  ['Price ₹1,29,900', ['Rs. 129900'], ['₹12,990']],
  ['You have thirty days to send it back.', ['30 days', '30 Tage', 'a 30-day window', 'dreißig Tage', 'trente jours', 'treinta días', 'trenta giorni', 'dertig dagen'], ['a month: 1 month', '30 business days', '30 hours', '13 days', 'thirteen days', '30 Werktage']],
  ['Delivery takes 2 business days.', ['two business days', '2 working days', 'zwei Werktage', '2 jours ouvrés', '2 días hábiles', '2 giorni lavorativi', 'twee werkdagen'], ['2 days', 'two days', '2 weeks', '2 Tage']],
  ['Twenty-five stores, a dozen colours, two hundred lamps.', ['25 stores', '12 colours', '200 lamps'], ['26 stores', '20 colours', '100 lamps']],
  ['It ships in 3–5 days.', ['It takes 3 to 5 days.', 'three to five days', 'between 3 and 5 days', '3-5 Tage', 'It takes up to 5 days.', 'It takes at least 3 days.', 'bis zu 5 Tage'], ['It takes 3 days.', 'It takes 5 days.', '3–6 days', '2 to 5 days', '3–5 weeks', 'within 3 days', '3–5 business days']],
  ['From 3 May 2026 on.', ['May 3, 2026', 'May 3rd', '03.05.2026', '2026-05-03', '3. Mai 2026', '3 mai', 'el 3 de mayo de 2026', '3 maggio 2026', '3 mei', 'May 2026'], ['4 May 2026', 'May 3, 2027', '03/05/2026', '5 March 2026', 'June 2026']],
  ['Until 12/24/2026.', ['December 24, 2026', '24 Dec', '12/24/2026'], ['12/25/2026', '24 November']],
  ['Until 03/05/2026.', ['03/05/2026'], ['3 May 2026', '05/03/2026', 'March 5']],
  ['Open Monday to Friday, 9:00–17:30.', ['Open on Tuesdays.', 'from 9 AM to 5:30 PM', 'Montag bis Freitag', '9 Uhr'], ['Open on Saturday.', 'until 6 PM', 'Sonntags', 'until 17:00']],
  ['It weighs 2.5 kg, is 30 cm wide and 12" high and holds 500 ml. 5 V, 60 W, 32 GB. Wash at 40 °C.', ['2.5 kilograms', '2,5 kg', '30 centimetres', '12 inches', '12 in', '500 millilitres', '5 volts', '60 watts', '32GB', '40 degrees Celsius', '40°C', 'a 60-watt bulb'], ['2.5 lb', '30 mm', '30 inches', '12 cm', '500 l', '5 W', '60 V', '32 MB', '40 °F', '2.5 g']],
  ['Size 21 x 30 cm.', ['21 cm x 30 cm', '21 × 30 cm', '30 cm'], ['21 x 30 inches', '20 x 30 cm']],
  ['Weight (kg): 12. Price (EUR): 49.', ['12 kg', '€49'], ['12 lb', '$49']],
  ['Call +49 30 1234567 or (555) 012-3456.', ['030 1234567', '+49 (0)30 1234567', '+49 30 123 45 67', '555-012-3456', '+1 555 012 3456', '5550123456'], ['030 1234568', '(555) 012-3457', '+1 800 555 0199']],
  ['Delivery is free of charge.', ['Delivery is free.', 'kostenlos', 'gratuit', 'gratis', '$0', 'no extra cost'], ['$1']],
  ['Delivery costs $5. Feel free to call.', ['Feel free to ask.'], ['Delivery is free.', 'Der Versand ist kostenlos.', 'La livraison est gratuite.', 'at no cost', '$0']],
  ['The warranty is 3 years, returns 14 days, a test 24 hours, delivery 2-3 weeks or 5 working days.', ['36 months', 'thirty-six months', 'two weeks', '2 Wochen', '1 day', '14 to 21 days', 'three years', '336 hours'], ['35 months', '1095 days', '15 days', '1 week', '2 working weeks', '3 months', 'a month: 1 month', '14 working days', '7 days']],
  ['It is 120 cm wide, weighs 1500 g, holds 0.5 l and is 2 ft high.', ['1.2 m', '1200 mm', '1.5 kg', '500 ml', '50 cl', '24 inches'], ['12 m', '120 m', '15 kg', '500 cl', '47 inches', '120 inches']],
  ['The kettle costs £59.00, the lid £1,250 and the bag €12.50.', ['Fifty-nine pounds', 'It costs fifty-nine pounds.', '59 pounds', '59 GBP', 'twelve euros and fifty cents', '12 euros 50', 'one thousand two hundred and fifty pounds'], ['Fifty-eight pounds', 'fifty-nine euros', 'fifty nine dollars', 'twelve euros and sixty cents']],
  ['Half a teaspoon, 1 ½ cups, 1/2 inch.', ['1.5 cups', '1/2 inch'], ['2 cups', '1/4 inch']],
  ['Two lamps at $49 each.', ['$49 each'], ['2 × $49 = $98', 'Both cost $98.', '49 + 49 = 49']],
  ['Mail us: shop@lamp.example or lamp.example/help', ['lamp.example/help', 'https://lamp.example/help/'], ['lamp.example/help2', 'evil.example', 'shop@evil.example', '//evil.example/x', 'ftp://evil.example', 'evil.example?q=lamp']],
  ['Unpack archive.zip with tar v1.8.19 (model AB-1234).', ['archive.zip', 'version 1.8.19', 'AB1234', 'AB-1234'], ['other.zip', 'version 1.8.2', 'AB-1235', 'AB-12345']],
  ['Only 3 in stock, 2 in 1, 5 a day.', ['3 in stock', '5 a day'], ['3 inches', '5 A', '3 weeks']],
]; // prettier-ignore

const allowed = CASES.flatMap(([page, may]) => may.map((sentence) => [sentence, page] as const));
const denied = CASES.flatMap(([page, , not]) => not.map((sentence) => [sentence, page] as const));

describe('figuresStandIn', () => {
  it.each(allowed)('passes "%s" where the page says: %s', (sentence, page) => {
    expect(figuresStandIn(sentence, page)).toBe(true);
  });

  it.each(denied)('stops "%s" where the page says: %s', (sentence, page) => {
    expect(figuresStandIn(sentence, page)).toBe(false);
  });
});
