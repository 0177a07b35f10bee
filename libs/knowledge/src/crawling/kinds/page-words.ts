/** What addresses, titles and headings call the pages of each kind, in the languages that shops of Europe and the Americas write. */
const policyTopics = words(`
  shipping delivery deliveries shipment shipments dispatch postage return returns refund refunds exchange exchanges
  cancellation cancellations privacy confidentiality gdpr ccpa terms conditions tos legal imprint warranty
  warranties guarantee guarantees payment payments policy policies disclaimer accessibility
  versand versandkosten versandinformationen lieferung lieferzeiten lieferbedingungen zahlung zahlungsarten rückgabe
  rueckgabe rücksendung ruecksendung rücksendungen retoure retouren umtausch erstattung widerruf widerrufsrecht
  widerrufsbelehrung datenschutz datenschutzerklärung datenschutzerklaerung agb geschäftsbedingungen geschaeftsbedingungen
  nutzungsbedingungen impressum garantie gewährleistung gewaehrleistung richtlinie richtlinien
  livraison livraisons expédition expedition envoi envois retours remboursement remboursements échange échanges echanges
  rétractation retractation confidentialité confidentialite cgv cgu légales legales garanties paiement politique
  envío envio envíos envios entrega entregas devolución devolucion devoluciones reembolso reembolsos cambios desistimiento
  privacidad condiciones términos terminos garantía garantia garantías política politica aviso pago
  spedizione spedizioni consegna consegne reso resi rimborso rimborsi recesso riservatezza termini condizioni garanzia
  pagamento pagamenti legali
  frete devolução devolucao devoluções trocas privacidade termos condições condicoes
  verzending verzenden levering bezorging retourneren retour retourbeleid terugbetaling ruilen herroeping herroepingsrecht
  privacybeleid voorwaarden algemene betaling betalen privacyverklaring
  frakt leverans leveransvillkor retur returer ångerrätt angerratt integritetspolicy köpvillkor kopvillkor villkor betalning
  levering fragt returnering fortrydelsesret privatlivspolitik handelsbetingelser betingelser personvern kjøpsvilkår angrerett
  toimitus toimitusehdot palautus palautukset tietosuoja tietosuojaseloste takuu käyttöehdot
  dostawa wysyłka wysylka zwrot zwroty reklamacje reklamacja regulamin prywatności prywatnosci gwarancja płatności platnosci
  doprava doručení vrácení reklamace obchodní podmínky ochrana osobních údajů záruka
  доставка возврат возвраты обмен гарантия оплата политика конфиденциальности условия оферта
  kargo teslimat iade gizlilik koşulları`);
const policyPhrases =
  /返品|返金|交換|配送|送料|発送|プライバシーポリシー|個人情報|特定商取引|利用規約|保証|隐私|隱私|退货|退貨|退款|换货|运输|運送|配送|条款|條款|保修|개인정보|환불|반품|교환|배송|이용약관|보증/u;
const faqTopics = words(`
  faq faqs faqpage häufige haeufige fragen gestellte questions fréquentes frequentes foire asked frequently preguntas
  frecuentes domande frequenti perguntas veelgestelde vragen vanliga frågor fragor ofte stillede spørgsmål sporgsmaal stilte
  usein kysytyt kysymykset często czesto zadawane pytania často kladené otázky otazky вопросы частые sıkça sorulan sorular`);
const faqPhrases = /よくある質問|よくあるご質問|常见问题|常見問題|자주 ?묻는 ?질문|q ?& ?a/iu;
const contactTopics = words(`
  contact contacts contacting contactus kontakt kontaktformular contactez contacto contáctanos contactanos contatto contatti
  contattaci contato fale conosco kontakta ota yhteyttä yhteystiedot kontakty контакты iletişim touch`);
const contactPhrases = /お問い合わせ|联系我们|聯絡我們|문의/u;
/** Alone they mean something else as often. */
const weakTopics = words(
  'conditions touch policy policies return exchange exchanges envoi frete ota',
);
const fillers = words(`
  a about and at all by for from get how in info information informationen informations is it my of on or our the their this to
  us use we with you your page pages center centre customer customers order orders online service services store shop website
  site general free international domestic statement notice agreement rights right money back days day rules guide help cookie cookies
  und oder der die das den des dem ein eine für fuer unsere unser uns zu zum zur mit von im allgemeine hinweise bestellung hilfe
  et ou le la les l de du d des nos notre nous à a en aux pour au commande générales generales aide mentions vente utilisation gratuite
  y e o el los las del nuestra nuestro nosotros por para con sobre al pedido ayuda
  i il lo gli della delle dei di da nostra nostro su ordine note vendita
  os as do da dos das nossa nosso pedidos ajuda
  en het een van onze ons voor met bij bestelling
  och om att vår våra oss till for av og om vores våre til ja tai meille
  z na do w o nas pro podle ve и о на для в об nas ile ve için bize`);

export type NamedKind = 'policy' | 'faq' | 'contact';

/**
 * Which kind a title, a heading or the last part of an address names: every word of it, or of one part of a title, speaks of
 * that kind. "Shipping & Returns – Acme" is a policy, "Shipping boxes" is not.
 */
export function namedKind(text: string): NamedKind | null {
  for (const part of text.split(/\s[|–—·:-]+\s|[|:·]/)) {
    const kind = kindOfPart(part);
    if (kind !== null) return kind;
  }
  return null;
}

interface Vocabulary {
  kind: NamedKind;
  topics: ReadonlySet<string>;
  /** Words of other topics that may stand beside. */
  beside: readonly ReadonlySet<string>[];
  /** For languages that write no spaces. */
  phrases: RegExp;
}

/** In the order in which they are tried: "Shipping FAQ" is more of a list of questions than a policy. */
const vocabularies: readonly Vocabulary[] = [
  { kind: 'faq', topics: faqTopics, beside: [fillers, policyTopics], phrases: faqPhrases },
  { kind: 'policy', topics: policyTopics, beside: [fillers], phrases: policyPhrases },
  { kind: 'contact', topics: contactTopics, beside: [fillers], phrases: contactPhrases },
];

function kindOfPart(part: string): NamedKind | null {
  const spoken =
    part
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  if (spoken.length === 0 || spoken.length > 10) return null;
  if (spoken.length === 1 && weakTopics.has(spoken[0] ?? '')) return null;
  const isPhrase = part.trim().length <= 24;
  const named = vocabularies.find(
    (vocabulary) => speaksOf(spoken, vocabulary) || (isPhrase && vocabulary.phrases.test(part)),
  );
  return named?.kind ?? null;
}

function speaksOf(spoken: readonly string[], { topics, beside }: Vocabulary): boolean {
  const isOfTopic = (word: string) => topics.has(word) && !fillers.has(word);
  return (
    spoken.some(isOfTopic) &&
    spoken.every(
      (word) =>
        topics.has(word) || beside.some((known) => known.has(word)) || /^\d{1,4}$/.test(word),
    )
  );
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ''));
}
