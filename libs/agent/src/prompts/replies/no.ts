import type { Replies } from './replies.js';

export const no: Replies = {
  abstained:
    'Det vet jeg ikke: jeg fant ikke noe svar på butikkens sider. Spør med andre ord, eller kontakt butikken direkte.',
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
  offTask: 'Jeg kan bare hjelpe med spørsmål om denne butikken.',
  probe:
    'Jeg kan ikke vise eller endre hvordan jeg arbeider, men jeg svarer gjerne på spørsmål om denne butikken.',
};
