import type { Replies } from './replies.js';

export const fr: Replies = {
  abstained:
    "Je ne sais pas : je n'ai pas trouvé de réponse sur les pages de cette boutique. Reformulez votre question ou écrivez « parler à une personne » et je laisse la conversation à l'équipe de la boutique.",
  unanswered: "Je ne sais pas : je n'ai pas trouvé de réponse sur les pages de cette boutique.",
  handedOff:
    "J'ai demandé une personne : la conversation attend maintenant l'équipe de la boutique, qui peut la lire en entier. Je ne sais pas quand elle répondra. Ce que vous écrivez désormais lui est gardé ; vous pouvez ajouter comment vous joindre.",
  waiting: 'La conversation attend une personne de la boutique. Votre message y a été ajouté.',
  failed: "Désolé, cette réponse n'a pas pu être terminée. Veuillez réessayer.",
  quotesIntroduction:
    "Je ne peux que citer les pages de la boutique. Voici ce qu'elles disent, mot pour mot :",
  greeting:
    'Bonjour ! Que souhaitez-vous savoir sur cette boutique ? Je réponds à partir de ses propres pages.',
  thanks: 'Avec plaisir ! Souhaitez-vous savoir autre chose ?',
  farewell: 'Au revoir et merci de votre visite !',
  identity:
    "Je suis l'assistant automatique de cette boutique, pas une personne, et je réponds à partir de ses propres pages.",
  ability:
    'Je réponds aux questions sur cette boutique, par exemple sur les produits, la livraison et les retours, à partir de ses propres pages.',
  abuse: "J'aimerais vous aider : dites-moi ce que vous souhaitez savoir sur cette boutique.",
  offTopic: "Je ne peux répondre qu'aux questions sur cette boutique.",
  probe:
    'Je ne peux ni montrer ni changer ma façon de travailler, mais je réponds volontiers aux questions sur cette boutique.',
  abstainedAlone:
    "Je ne sais pas : je n'ai pas trouvé de réponse sur les pages de cette boutique. Reformulez votre question ou contactez directement la boutique.",
  noPerson:
    'Je ne peux pas vous mettre en relation avec une personne ici ; veuillez contacter directement la boutique.',
  orderNumberWanted:
    "Veuillez m'indiquer le numéro de votre commande ; il figure dans la confirmation de la boutique.",
  orderCodeSent:
    "Si j'ai pu trouver cette commande, la boutique vient d'envoyer un code à l'adresse qui y figure. Veuillez écrire ce code ici.",
  orderFailed:
    'Je ne peux pas montrer cette commande ici. Veuillez vérifier son numéro, vous connecter à la boutique et demander à nouveau, ou contacter directement la boutique.',
};
