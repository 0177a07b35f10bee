import type { Replies } from './replies.js';

export const it: Replies = {
  abstained:
    'Non lo so: non ho trovato una risposta sulle pagine di questo negozio. Provi con altre parole o scriva «parlare con una persona» e lascerò la conversazione alle persone del negozio.',
  unanswered: 'Non lo so: non ho trovato una risposta sulle pagine di questo negozio.',
  handedOff:
    'Ho chiesto una persona: la conversazione attende ora le persone del negozio, che possono leggerla tutta. Non so quando risponderanno. Ciò che scrive da adesso resta per loro; può aggiungere come raggiungerla.',
  waiting: 'La conversazione attende una persona del negozio. Il suo messaggio è stato aggiunto.',
  failed: 'Spiacente, non è stato possibile completare questa risposta. Riprovi.',
  quotesIntroduction:
    'Posso solo citare le pagine del negozio. Ecco che cosa dicono, parola per parola:',
  greeting:
    'Buongiorno! Che cosa desidera sapere su questo negozio? Rispondo a partire dalle sue pagine.',
  thanks: 'Prego! Desidera sapere altro?',
  farewell: 'Arrivederci e grazie della visita!',
  identity:
    "Sono l'assistente automatico di questo negozio, non una persona, e rispondo a partire dalle sue pagine.",
  ability:
    'Rispondo a domande su questo negozio, per esempio su prodotti, consegna e resi, a partire dalle sue pagine.',
  abuse: 'Vorrei aiutarla: mi dica che cosa desidera sapere su questo negozio.',
  offTopic: 'Posso aiutare solo con domande su questo negozio.',
  probe:
    'Non posso mostrare né cambiare il mio funzionamento, ma rispondo volentieri a domande su questo negozio.',
  abstainedAlone:
    'Non lo so: non ho trovato una risposta sulle pagine di questo negozio. Provi con altre parole o contatti direttamente il negozio.',
  noPerson:
    'Da qui non posso metterla in contatto con una persona; contatti direttamente il negozio.',
  orderNumberWanted:
    'Mi indichi per favore il numero del suo ordine; si trova nella conferma del negozio.',
  orderCodeSent:
    "Se ho potuto trovare quell'ordine, il negozio ha appena inviato un codice all'indirizzo indicato in esso. Scriva qui il codice, per favore.",
  orderFailed:
    "Non posso mostrare quell'ordine qui. Controlli il numero, acceda al negozio e chieda di nuovo, oppure contatti direttamente il negozio.",
};
