import type { Replies } from './replies.js';

export const de: Replies = {
  abstained:
    'Das weiß ich nicht: Auf den Seiten dieses Shops habe ich keine Antwort darauf gefunden. Bitte fragen Sie mit anderen Worten oder schreiben Sie „mit einem Menschen sprechen“, dann überlasse ich das Gespräch den Leuten des Shops.',
  unanswered:
    'Das weiß ich nicht: Auf den Seiten dieses Shops habe ich keine Antwort darauf gefunden.',
  handedOff:
    'Ich habe um einen Menschen gebeten: Das Gespräch wartet jetzt auf die Leute des Shops, die es ganz lesen können. Wie bald sie antworten, kann ich nicht sagen. Was Sie ab jetzt schreiben, wird für sie aufbewahrt; schreiben Sie gern dazu, wie Sie zu erreichen sind.',
  waiting: 'Das Gespräch wartet auf einen Menschen vom Shop. Ihre Nachricht liegt jetzt dabei.',
  failed:
    'Diese Antwort konnte leider nicht fertiggestellt werden. Bitte versuchen Sie es noch einmal.',
  quotesIntroduction: 'Ich kann nur die eigenen Seiten des Shops zitieren. Dort steht wörtlich:',
  greeting:
    'Guten Tag! Was möchten Sie über diesen Shop wissen? Ich antworte aus seinen eigenen Seiten.',
  thanks: 'Gern geschehen! Möchten Sie noch etwas wissen?',
  farewell: 'Auf Wiedersehen und danke für Ihren Besuch!',
  identity:
    'Ich bin der automatische Assistent dieses Shops, kein Mensch, und antworte aus seinen eigenen Seiten.',
  ability:
    'Ich beantworte Fragen zu diesem Shop, etwa zu Produkten, Lieferung und Rückgabe, aus seinen eigenen Seiten.',
  abuse: 'Ich möchte gern helfen: Bitte sagen Sie mir, was Sie über diesen Shop wissen möchten.',
  offTopic: 'Ich kann nur bei Fragen zu diesem Shop helfen.',
  probe:
    'Wie ich arbeite, kann ich weder zeigen noch ändern, aber Fragen zu diesem Shop beantworte ich gern.',
  abstainedAlone:
    'Das weiß ich nicht: Auf den Seiten dieses Shops habe ich keine Antwort darauf gefunden. Bitte fragen Sie mit anderen Worten oder wenden Sie sich direkt an den Shop.',
  noPerson:
    'Von hier aus kann ich Sie nicht mit einem Menschen verbinden; bitte wenden Sie sich direkt an den Shop.',
  orderNumberWanted:
    'Bitte nennen Sie mir die Nummer Ihrer Bestellung; sie steht in der Bestätigung des Shops.',
  orderCodeSent:
    'Falls ich diese Bestellung finden konnte, hat der Shop gerade einen Code an die dort hinterlegte Adresse geschickt. Bitte schreiben Sie den Code hierher.',
  orderFailed:
    'Diese Bestellung kann ich hier nicht zeigen. Bitte prüfen Sie die Nummer, melden Sie sich im Shop an und fragen Sie noch einmal, oder wenden Sie sich direkt an den Shop.',
};
