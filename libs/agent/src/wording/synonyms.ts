import { splitWords } from './words.js';

/**
 * Words that shoppers and shops use for the same thing. Without a model nothing else knows that postage is shipping;
 * a group is a weak match, an exact word always counts more.
 */
const GROUPS = `
ship shipping shipment deliver delivery dispatch postage freight courier
send mail post sent
sell sold
parcel package packet item product goods merchandise purchase order article
pay payment charge paid
cost price fee charge rate pricing
receipt bill invoice proof
buy purchase order bought
phone telephone call mobile tel
email mail
contact reach kontakt kontaktieren erreichen erreiche contacter joindre contactar contacto contattare contatto bereiken
hours open opening close closing closed
broken damaged defective faulty damage defect
warranty guarantee guaranteed
refund reimburse reimbursement credit
return returned returnable
exchange swap replace replacement
discount sale promotion reduced clearance deal coupon voucher promo reduction
gift present
wash clean laundry launder washing cleaning care
size dimension measurement fit measure depth
length long size dimension duration
weight heavy
age old
material fabric made composition textile
cancel cancellation
stock available availability inventory
account login profile signin
store shop location showroom branch
international abroad overseas worldwide foreign
color colour
grey gray
delete remove erase
create make add build generate
change modify edit update alter
error problem issue fail failure bug fault
install installation setup
configure configuration option setting preference
download fetch get
noise noisy quiet silent rustle loud
exempt excluded exclude except exception cannot
wholesale bulk
staff team employee
cheap affordable inexpensive lowest
vegan vegetarian
unpack uncompress extract expand unzip decompress
pack compress archive
print display output show echo
start run launch execute
stop end quit terminate
folder directory
repair fix mend
privacy personal data information
versand lieferung liefern versenden zustellung porto
rückgabe rücksendung zurückgeben zurücksenden umtausch widerruf retoure
kosten gebühr preis kostet teuer
zahlung bezahlung zahlen bezahlen
frist dauer dauert zeit
garantie gewährleistung
verkaufen anbieten sortiment produkte artikel ware
`;

/** Of those the ones that are one thing: a page of shipping answers what delivery costs. */
const SAME = `
ship shipping shipment deliver delivery postage
phone telephone tel
color colour
grey gray
versand lieferung zustellung
`;

interface Group {
  words: string[];
  terms: string[];
}

const groupsByTerm = indexGroups(GROUPS.trim().split('\n').map(readGroup));

const sameTerms = SAME.trim()
  .split('\n')
  .map((line) => new Set(readGroup(line).terms));

/** Whether two terms are words for one thing, in any text of a store. */
export const areSame = (a: string, b: string): boolean =>
  sameTerms.some((terms) => terms.has(a) && terms.has(b));

/** The terms that may stand for `term`, itself excluded; empty for most. */
export function synonymsOf(term: string): ReadonlySet<string> {
  const found = (groupsByTerm.get(term) ?? []).flatMap((group) => group.terms);
  return new Set(found.filter((other) => other !== term));
}

/** The same as words, for widening a search. */
export function synonymWords(term: string): string[] {
  return (groupsByTerm.get(term) ?? []).flatMap((group) => group.words);
}

/** Every term the groups know, for telling a typing error from a name. */
export function synonymTerms(): IterableIterator<string> {
  return groupsByTerm.keys();
}

function indexGroups(groups: readonly Group[]): Map<string, Group[]> {
  const byTerm = new Map<string, Group[]>();
  for (const group of groups) {
    for (const term of group.terms) byTerm.set(term, [...(byTerm.get(term) ?? []), group]);
  }
  return byTerm;
}

function readGroup(line: string): Group {
  const words = line.split(' ');
  return { words, terms: words.flatMap(splitWords).flatMap((word) => word.terms) };
}
