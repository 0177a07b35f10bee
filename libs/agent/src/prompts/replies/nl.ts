import type { Replies } from './replies.js';

export const nl: Replies = {
  abstained:
    "Dat weet ik niet: op de pagina's van deze winkel heb ik er geen antwoord op gevonden. Vraag het in andere woorden of neem rechtstreeks contact op met de winkel.",
  failed: 'Sorry, dit antwoord kon niet worden afgemaakt. Probeer het opnieuw.',
  quotesIntroduction:
    "Ik kan alleen de eigen pagina's van de winkel citeren. Daar staat letterlijk:",
  greeting: "Hallo! Wat wilt u weten over deze winkel? Ik antwoord vanuit de eigen pagina's.",
  thanks: 'Graag gedaan! Wilt u nog iets weten?',
  farewell: 'Tot ziens en bedankt voor uw bezoek!',
  identity:
    "Ik ben de automatische assistent van deze winkel, geen mens, en ik antwoord vanuit de eigen pagina's.",
  ability:
    "Ik beantwoord vragen over deze winkel, zoals over producten, levering en retouren, vanuit de eigen pagina's.",
  abuse: 'Ik help u graag: vertel me wat u over deze winkel wilt weten.',
  offTask: 'Ik kan alleen helpen met vragen over deze winkel.',
  probe:
    'Ik kan niet laten zien of veranderen hoe ik werk, maar vragen over deze winkel beantwoord ik graag.',
};
