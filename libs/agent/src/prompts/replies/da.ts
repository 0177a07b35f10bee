import type { Replies } from './replies.js';

export const da: Replies = {
  abstained:
    'Det ved jeg ikke: jeg fandt ikke noget svar på butikkens sider. Spørg med andre ord, eller skriv „tale med et menneske“, så lader jeg butikkens folk svare.',
  unanswered: 'Det ved jeg ikke: jeg fandt ikke noget svar på butikkens sider.',
  handedOff:
    'Jeg har bedt om et menneske: samtalen venter nu på butikkens folk, som kan læse det hele. Jeg kan ikke sige, hvor hurtigt de svarer. Det, du skriver fra nu af, gemmes til dem, så skriv gerne, hvordan de når dig.',
  waiting: 'Samtalen venter på et menneske fra butikken. Din besked er lagt til den.',
  failed: 'Svaret kunne desværre ikke gøres færdigt. Prøv igen.',
  quotesIntroduction: 'Jeg kan kun citere butikkens egne sider. Der står ordret:',
  greeting: 'Hej! Hvad vil du gerne vide om denne butik? Jeg svarer ud fra butikkens egne sider.',
  thanks: 'Selv tak! Er der andet, du gerne vil vide?',
  farewell: 'Farvel og tak for besøget!',
  identity:
    'Jeg er butikkens automatiske assistent, ikke et menneske, og jeg svarer ud fra butikkens egne sider.',
  ability:
    'Jeg svarer på spørgsmål om denne butik, for eksempel om produkter, levering og returnering, ud fra butikkens egne sider.',
  abuse: 'Jeg vil gerne hjælpe: fortæl mig, hvad du vil vide om denne butik.',
  offTopic: 'Jeg kan kun hjælpe med spørgsmål om denne butik.',
  probe:
    'Jeg kan ikke vise eller ændre, hvordan jeg arbejder, men jeg svarer gerne på spørgsmål om denne butik.',
  abstainedAlone:
    'Det ved jeg ikke: jeg fandt ikke noget svar på butikkens sider. Spørg med andre ord, eller kontakt butikken direkte.',
  noPerson:
    'Herfra kan jeg ikke sætte dig i forbindelse med et menneske; kontakt butikken direkte.',
  orderNumberWanted: 'Skriv nummeret på din bestilling; det står i butikkens bekræftelse.',
  orderCodeSent:
    'Hvis jeg kunne finde den bestilling, har butikken netop sendt en kode til adressen på den. Skriv koden her.',
  orderFailed:
    'Den bestilling kan jeg ikke vise her. Tjek nummeret, log ind i butikken og spørg igen, eller kontakt butikken direkte.',
};
