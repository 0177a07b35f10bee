import type { Replies } from './replies.js';

export const no: Replies = {
  abstained:
    'Det vet jeg ikke: jeg fant ikke noe svar på butikkens sider. Spør med andre ord, eller skriv «snakke med et menneske», så lar jeg folk i butikken svare.',
  unanswered: 'Det vet jeg ikke: jeg fant ikke noe svar på butikkens sider.',
  handedOff:
    'Jeg har bedt om et menneske: samtalen venter nå på folk i butikken, som kan lese alt. Jeg kan ikke si hvor raskt de svarer. Det du skriver fra nå av, tas vare på for dem, så skriv gjerne hvordan de når deg.',
  waiting: 'Samtalen venter på et menneske fra butikken. Meldingen din er lagt til.',
  failed: 'Svaret kunne dessverre ikke fullføres. Prøv igjen.',
  quotesIntroduction: 'Jeg kan bare sitere butikkens egne sider. Der står det ordrett:',
  greeting: 'Hei! Hva vil du vite om denne butikken? Jeg svarer ut fra butikkens egne sider.',
  thanks: 'Bare hyggelig! Er det noe mer du vil vite?',
  farewell: 'Ha det bra og takk for besøket!',
  identity:
    'Jeg er butikkens automatiske assistent, ikke et menneske, og jeg svarer ut fra butikkens egne sider.',
  ability:
    'Jeg svarer på spørsmål om denne butikken, for eksempel om produkter, levering og retur, ut fra butikkens egne sider.',
  abuse: 'Jeg vil gjerne hjelpe: fortell meg hva du vil vite om denne butikken.',
  offTopic: 'Jeg kan bare hjelpe med spørsmål om denne butikken.',
  probe:
    'Jeg kan ikke vise eller endre hvordan jeg arbeider, men jeg svarer gjerne på spørsmål om denne butikken.',
  abstainedAlone:
    'Det vet jeg ikke: jeg fant ikke noe svar på butikkens sider. Spør med andre ord, eller kontakt butikken direkte.',
  noPerson: 'Herfra kan jeg ikke sette deg i kontakt med et menneske; kontakt butikken direkte.',
  orderNumberWanted: 'Skriv nummeret på bestillingen din; det står i bekreftelsen fra butikken.',
  orderCodeSent:
    'Hvis jeg kunne finne den bestillingen, har butikken nettopp sendt en kode til adressen på den. Skriv koden her.',
  orderFailed:
    'Den bestillingen kan jeg ikke vise her. Sjekk nummeret, logg inn i butikken og spør igjen, eller kontakt butikken direkte.',
};
