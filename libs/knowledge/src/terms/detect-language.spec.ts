import { detectLanguage, detectQuestionLanguages } from './detect-language.js';

const texts = {
  en: 'You can return the pillow within 30 days of delivery, and we will refund the price that you paid for it. The cover must not be stained.',
  de: 'Sie können das Kissen innerhalb von 30 Tagen nach der Lieferung zurückgeben, und wir erstatten Ihnen den Preis, den Sie bezahlt haben. Der Bezug darf nicht fleckig sein.',
  fr: 'Vous pouvez retourner l’oreiller dans les 30 jours qui suivent la livraison, et nous vous remboursons le prix que vous avez payé. La housse ne doit pas être tachée.',
  es: 'Puede devolver la almohada dentro de los 30 días de la entrega, y le reembolsaremos el precio que pagó por ella. La funda no debe estar manchada.',
  it: 'Puoi restituire il cuscino entro 30 giorni dalla consegna, e ti rimborsiamo il prezzo che hai pagato per esso. La fodera non deve essere macchiata.',
  nl: 'U kunt het kussen binnen 30 dagen na de levering terugsturen, en wij betalen u de prijs die u ervoor heeft betaald terug. De hoes mag niet gevlekt zijn.',
  pt: 'Você pode devolver a almofada em até 30 dias após a entrega, e nós reembolsamos o preço que você pagou por ela. A capa não deve estar manchada.',
  sv: 'Du kan skicka tillbaka kudden inom 30 dagar efter leveransen, och vi betalar tillbaka det pris som du har betalat för den. Överdraget får inte vara fläckigt.',
  fi: 'Voit palauttaa tyynyn 30 päivän kuluessa siitä, kun se on toimitettu, ja me palautamme hinnan, jonka olet siitä maksanut. Päällinen ei saa olla tahrainen, ja sen on oltava ehjä.',
  pl: 'Poduszkę można zwrócić w ciągu 30 dni od dostawy, a my zwrócimy cenę, którą Państwo za nią zapłacili. Poszewka nie może być poplamiona ani zniszczona.',
  cs: 'Polštář můžete vrátit do 30 dnů od doručení a my vám vrátíme cenu, kterou jste za něj zaplatili. Povlak nesmí být potřísněný, pokud se vrací.',
  ro: 'Puteți returna perna în termen de 30 de zile de la livrare, iar noi vă vom rambursa prețul pe care l-ați plătit pentru ea. Husa nu trebuie să fie pătată.',
  hu: 'A párnát a kézbesítéstől számított 30 napon belül visszaküldheti, és mi visszatérítjük az árat, amit érte fizetett. A huzat nem lehet foltos, és nem is használt.',
  tr: 'Yastığı teslimattan sonra 30 gün içinde iade edebilirsiniz ve onun için ödediğiniz ücreti size geri öderiz. Kılıf lekeli veya yırtık olmamalı, bu çok önemli.',
  ru: 'Вы можете вернуть подушку в течение 30 дней после доставки, и мы вернём вам сумму, которую вы за неё заплатили. На чехле не должно быть пятен.',
  uk: 'Ви можете повернути подушку протягом 30 днів після доставки, і ми повернемо вам суму, яку ви за неї сплатили. На чохлі не повинно бути плям.',
  el: 'Μπορείτε να επιστρέψετε το μαξιλάρι μέσα σε 30 ημέρες από την παράδοση και θα σας επιστρέψουμε την τιμή που πληρώσατε για αυτό. Το κάλυμμα δεν πρέπει να έχει λεκέδες.',
  ar: 'يمكنك إرجاع الوسادة في غضون 30 يوما من التسليم، ونحن نعيد لك الثمن الذي دفعته من أجلها. لا يجوز أن يكون الغطاء ملطخا أو ممزقا عند الإرجاع إلى المتجر.',
  he: 'אפשר להחזיר את הכרית עד 30 יום לאחר המשלוח, ואנחנו נחזיר לך את המחיר ששילמת עליה. הכיסוי לא צריך להיות מוכתם, וגם לא קרוע או רטוב.',
};

describe('detectLanguage', () => {
  it.each(Object.entries(texts))('knows %s whatever the page declares', (language, text) => {
    expect(detectLanguage(text, 'en')).toBe(language);
    expect(detectLanguage(text, null)).toBe(language);
  });

  it('believes what the page declares where two languages are close', () => {
    const text =
      'Du kan returnere puden inden for 30 dage efter levering, og vi refunderer den pris, som du har betalt for den. Det er ikke muligt, hvis den er brugt.';

    expect(detectLanguage(text, 'da-DK')).toBe('da');
    expect(['da', 'no']).toContain(detectLanguage(text, null));
  });

  it('believes what a page declares that is a mere list, or in a language without a list', () => {
    expect(detectLanguage('CP-1001 49,99 € Kissen 40 × 80', 'de')).toBe('de');
    expect(
      detectLanguage('Spilventiņu var atgriezt trīsdesmit dienu laikā. '.repeat(5), 'lv-LV'),
    ).toBe('other');
    expect(detectLanguage('CP-1001', null)).toBeNull();
  });
});

describe('detectQuestionLanguages', () => {
  it.each([
    ['Wie lange dauert die Lieferung?', ['de', 'nl']],
    ['Wie lange dauert der Versand der Kissen nach Wien?', ['de']],
    ['Combien coûte la livraison ?', ['fr']],
    ['¿Cuánto cuesta el envío?', ['es']],
    ['How long does shipping take?', ['en']],
    ['Hoe lang duurt de levering?', ['nl', 'no']],
    ['Quanto custa o frete para São Paulo?', ['pt']],
    ['Ile kosztuje dostawa do Krakowa?', ['pl']],
    ['Сколько стоит доставка в Казань?', ['ru']],
    ['Скільки коштує доставка до Києва?', ['uk']],
    ['كم تكلفة الشحن إلى دبي؟', ['ar']],
    ['I want to talk to a person', ['en']],
    ['I want a refund', ['en']],
    ['I have an old one', ['en']],
    ['Ik wil met een mens praten, want mijn pakket is kapot', ['nl']],
    ['ok', []],
    ['Rückgabe Kissen', []],
    ['king size care sale mint pro pod', []],
    ['', []],
  ])('reads %j', (question, languages) =>
    expect(detectQuestionLanguages(question)).toEqual(languages),
  );
});
