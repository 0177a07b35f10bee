import type { Replies } from './replies.js';

export const nl: Replies = {
  abstained:
    "Dat weet ik niet: op de pagina's van deze winkel heb ik er geen antwoord op gevonden. Vraag het in andere woorden of schrijf 'met een mens praten', dan laat ik het gesprek over aan de mensen van de winkel.",
  unanswered:
    "Dat weet ik niet: op de pagina's van deze winkel heb ik er geen antwoord op gevonden.",
  handedOff:
    'Ik heb om een mens gevraagd: het gesprek wacht nu op de mensen van de winkel, die het helemaal kunnen lezen. Hoe snel zij antwoorden, weet ik niet. Wat u vanaf nu schrijft, wordt voor hen bewaard; u kunt erbij zetten hoe u te bereiken bent.',
  waiting: 'Het gesprek wacht op een mens van de winkel. Uw bericht is eraan toegevoegd.',
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
  offTopic: 'Ik kan alleen helpen met vragen over deze winkel.',
  probe:
    'Ik kan niet laten zien of veranderen hoe ik werk, maar vragen over deze winkel beantwoord ik graag.',
  abstainedAlone:
    "Dat weet ik niet: op de pagina's van deze winkel heb ik er geen antwoord op gevonden. Vraag het in andere woorden of neem rechtstreeks contact op met de winkel.",
  noPerson:
    'Vanaf hier kan ik u niet met een mens verbinden; neem rechtstreeks contact op met de winkel.',
  orderNumberWanted:
    'Wat is het nummer van uw bestelling? Het staat in de bevestiging van de winkel.',
  orderCodeSent:
    'Als ik die bestelling kon vinden, heeft de winkel zojuist een code gestuurd naar het adres dat erbij staat. Schrijf de code hier.',
  orderFailed:
    'Die bestelling kan ik hier niet tonen. Controleer het nummer, log in bij de winkel en vraag het opnieuw, of neem rechtstreeks contact op met de winkel.',
};
