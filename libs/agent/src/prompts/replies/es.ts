import type { Replies } from './replies.js';

export const es: Replies = {
  abstained:
    'No lo sé: no he encontrado una respuesta en las páginas de esta tienda. Pregunte con otras palabras o escriba «hablar con una persona» y dejaré la conversación a la gente de la tienda.',
  unanswered: 'No lo sé: no he encontrado una respuesta en las páginas de esta tienda.',
  handedOff:
    'He pedido una persona: la conversación espera ahora a la gente de la tienda, que puede leerla entera. No sé cuándo responderán. Lo que escriba desde ahora se guarda para ellos; puede añadir cómo localizarle.',
  waiting: 'La conversación espera a una persona de la tienda. Su mensaje se ha añadido.',
  failed: 'Lo siento, no se ha podido completar esta respuesta. Inténtelo de nuevo.',
  quotesIntroduction:
    'Solo puedo citar las páginas de la tienda. Esto es lo que dicen, palabra por palabra:',
  greeting:
    '¡Hola! ¿Qué le gustaría saber sobre esta tienda? Respondo a partir de sus propias páginas.',
  thanks: '¡De nada! ¿Quiere saber algo más?',
  farewell: '¡Adiós y gracias por su visita!',
  identity:
    'Soy el asistente automático de esta tienda, no una persona, y respondo a partir de sus propias páginas.',
  ability:
    'Respondo preguntas sobre esta tienda, como sus productos, envíos y devoluciones, a partir de sus propias páginas.',
  abuse: 'Me gustaría ayudarle: dígame qué quiere saber sobre esta tienda.',
  offTopic: 'Solo puedo ayudar con preguntas sobre esta tienda.',
  probe:
    'No puedo mostrar ni cambiar cómo trabajo, pero con gusto respondo preguntas sobre esta tienda.',
  abstainedAlone:
    'No lo sé: no he encontrado una respuesta en las páginas de esta tienda. Pregunte con otras palabras o contacte directamente con la tienda.',
  noPerson:
    'Desde aquí no puedo ponerle en contacto con una persona; contacte directamente con la tienda.',
  orderNumberWanted:
    'Dígame, por favor, el número de su pedido; está en la confirmación de la tienda.',
  orderCodeSent:
    'Si he podido encontrar ese pedido, la tienda acaba de enviar un código a la dirección que consta en él. Escriba aquí el código, por favor.',
  orderFailed:
    'No puedo mostrar ese pedido aquí. Compruebe el número, inicie sesión en la tienda y pregunte de nuevo, o contacte directamente con la tienda.',
};
