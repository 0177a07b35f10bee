import type { Replies } from './replies.js';

export const sv: Replies = {
  abstained:
    'Det vet jag inte: jag hittade inget svar på butikens sidor. Fråga gärna med andra ord eller skriv ”prata med en människa”, så lämnar jag samtalet till folket i butiken.',
  unanswered: 'Det vet jag inte: jag hittade inget svar på butikens sidor.',
  handedOff:
    'Jag har bett om en människa: samtalet väntar nu på folket i butiken, som kan läsa alltihop. Hur snart de svarar kan jag inte säga. Det du skriver från och med nu sparas åt dem, så skriv gärna hur du kan nås.',
  waiting: 'Samtalet väntar på en människa från butiken. Ditt meddelande har lagts till.',
  failed: 'Tyvärr kunde svaret inte slutföras. Försök igen.',
  quotesIntroduction: 'Jag kan bara citera butikens egna sidor. Så här står det, ord för ord:',
  greeting: 'Hej! Vad vill du veta om den här butiken? Jag svarar utifrån butikens egna sidor.',
  thanks: 'Varsågod! Är det något mer du vill veta?',
  farewell: 'Hej då och tack för ditt besök!',
  identity:
    'Jag är butikens automatiska assistent, ingen människa, och jag svarar utifrån butikens egna sidor.',
  ability:
    'Jag svarar på frågor om den här butiken, till exempel om produkter, leverans och returer, utifrån butikens egna sidor.',
  abuse: 'Jag vill gärna hjälpa till: berätta vad du vill veta om den här butiken.',
  offTopic: 'Jag kan bara hjälpa till med frågor om den här butiken.',
  probe:
    'Jag kan inte visa eller ändra hur jag arbetar, men jag svarar gärna på frågor om den här butiken.',
  abstainedAlone:
    'Det vet jag inte: jag hittade inget svar på butikens sidor. Fråga gärna med andra ord eller kontakta butiken direkt.',
  noPerson: 'Härifrån kan jag inte koppla dig till en människa; kontakta butiken direkt.',
  orderNumberWanted: 'Skriv numret på din beställning; det står i butikens bekräftelse.',
  orderCodeSent:
    'Om jag kunde hitta den beställningen har butiken just skickat en kod till adressen som står på den. Skriv koden här.',
  orderFailed:
    'Den beställningen kan jag inte visa här. Kontrollera numret, logga in i butiken och fråga igen, eller kontakta butiken direkt.',
};
