import type { Replies } from './replies.js';

export const pt: Replies = {
  abstained:
    'Não sei: não encontrei uma resposta nas páginas desta loja. Pergunte com outras palavras ou escreva «falar com uma pessoa» e deixo a conversa às pessoas da loja.',
  unanswered: 'Não sei: não encontrei uma resposta nas páginas desta loja.',
  handedOff:
    'Pedi uma pessoa: a conversa espera agora pelas pessoas da loja, que a podem ler toda. Não sei quando responderão. O que escrever a partir de agora fica guardado para elas; pode acrescentar como o podem contactar.',
  waiting: 'A conversa espera por uma pessoa da loja. A sua mensagem foi acrescentada.',
  failed: 'Lamento, não foi possível completar esta resposta. Tente novamente.',
  quotesIntroduction: 'Só posso citar as páginas da loja. Eis o que dizem, palavra por palavra:',
  greeting:
    'Olá! O que gostaria de saber sobre esta loja? Respondo a partir das suas próprias páginas.',
  thanks: 'De nada! Deseja saber mais alguma coisa?',
  farewell: 'Adeus e obrigado pela visita!',
  identity:
    'Sou o assistente automático desta loja, não uma pessoa, e respondo a partir das suas próprias páginas.',
  ability:
    'Respondo a perguntas sobre esta loja, como produtos, entrega e devoluções, a partir das suas próprias páginas.',
  abuse: 'Gostaria de ajudar: diga-me o que deseja saber sobre esta loja.',
  offTopic: 'Só posso ajudar com perguntas sobre esta loja.',
  probe:
    'Não posso mostrar nem alterar o modo como trabalho, mas respondo com gosto a perguntas sobre esta loja.',
  abstainedAlone:
    'Não sei: não encontrei uma resposta nas páginas desta loja. Pergunte com outras palavras ou contacte diretamente a loja.',
  noPerson: 'Daqui não posso pôr em contacto com uma pessoa; contacte diretamente a loja.',
  orderNumberWanted: 'Diga-me, por favor, o número da sua encomenda; está na confirmação da loja.',
  orderCodeSent:
    'Se consegui encontrar essa encomenda, a loja acabou de enviar um código para o endereço que nela consta. Escreva aqui o código, por favor.',
  orderFailed:
    'Não posso mostrar essa encomenda aqui. Verifique o número, inicie sessão na loja e pergunte de novo, ou contacte diretamente a loja.',
};
