import type { Language } from '@app/knowledge';

import type { OrderStatus } from '../../orders/order.js';

/** The words in which an order is told; they state nothing by themselves. */
export interface OrderWords {
  order: string;
  status: string;
  carrier: string;
  trackingNumber: string;
  tracking: string;
  placedOn: string;
  expectedOn: string;
  items: string;
  /** Where it comes from. */
  source: string;
  statuses: Readonly<Record<OrderStatus, string>>;
}

const en: OrderWords = { order: 'Order', status: 'Status', carrier: 'Carrier', trackingNumber: 'Tracking number', tracking: 'Tracking', placedOn: 'Placed on', expectedOn: 'Expected on', items: 'Items', source: "according to the store's order system",
  statuses: { received: 'received', processing: 'being prepared', shipped: 'shipped', out_for_delivery: 'out for delivery', ready_for_pickup: 'ready for pickup', delivered: 'delivered', delayed: 'delayed', cancelled: 'cancelled', returned: 'returned' } }; // prettier-ignore

const known: Partial<Record<Language, OrderWords>> = {
  de: { order: 'Bestellung', status: 'Status', carrier: 'Versand mit', trackingNumber: 'Sendungsnummer', tracking: 'Sendungsverfolgung', placedOn: 'Bestellt am', expectedOn: 'Erwartet am', items: 'Artikel', source: 'laut dem Bestellsystem des Shops',
    statuses: { received: 'eingegangen', processing: 'in Bearbeitung', shipped: 'versandt', out_for_delivery: 'in Zustellung', ready_for_pickup: 'zur Abholung bereit', delivered: 'zugestellt', delayed: 'verzögert', cancelled: 'storniert', returned: 'zurückgesandt' } },
  fr: { order: 'Commande', status: 'Statut', carrier: 'Transporteur', trackingNumber: 'Numéro de suivi', tracking: 'Suivi', placedOn: 'Passée le', expectedOn: 'Prévue le', items: 'Articles', source: 'selon le système de commandes de la boutique',
    statuses: { received: 'reçue', processing: 'en préparation', shipped: 'expédiée', out_for_delivery: 'en cours de livraison', ready_for_pickup: 'prête à être retirée', delivered: 'livrée', delayed: 'retardée', cancelled: 'annulée', returned: 'retournée' } },
  es: { order: 'Pedido', status: 'Estado', carrier: 'Transportista', trackingNumber: 'Número de seguimiento', tracking: 'Seguimiento', placedOn: 'Realizado el', expectedOn: 'Previsto para el', items: 'Artículos', source: 'según el sistema de pedidos de la tienda',
    statuses: { received: 'recibido', processing: 'en preparación', shipped: 'enviado', out_for_delivery: 'en reparto', ready_for_pickup: 'listo para recoger', delivered: 'entregado', delayed: 'retrasado', cancelled: 'cancelado', returned: 'devuelto' } },
  it: { order: 'Ordine', status: 'Stato', carrier: 'Corriere', trackingNumber: 'Numero di spedizione', tracking: 'Tracciamento', placedOn: 'Effettuato il', expectedOn: 'Previsto il', items: 'Articoli', source: 'secondo il sistema ordini del negozio',
    statuses: { received: 'ricevuto', processing: 'in preparazione', shipped: 'spedito', out_for_delivery: 'in consegna', ready_for_pickup: 'pronto per il ritiro', delivered: 'consegnato', delayed: 'in ritardo', cancelled: 'annullato', returned: 'reso' } },
  nl: { order: 'Bestelling', status: 'Status', carrier: 'Vervoerder', trackingNumber: 'Trackingnummer', tracking: 'Volgen', placedOn: 'Geplaatst op', expectedOn: 'Verwacht op', items: 'Artikelen', source: 'volgens het bestelsysteem van de winkel',
    statuses: { received: 'ontvangen', processing: 'in behandeling', shipped: 'verzonden', out_for_delivery: 'onderweg voor bezorging', ready_for_pickup: 'klaar om af te halen', delivered: 'bezorgd', delayed: 'vertraagd', cancelled: 'geannuleerd', returned: 'geretourneerd' } },
  pt: { order: 'Encomenda', status: 'Estado', carrier: 'Transportadora', trackingNumber: 'Número de seguimento', tracking: 'Seguimento', placedOn: 'Feita a', expectedOn: 'Prevista para', items: 'Artigos', source: 'segundo o sistema de encomendas da loja',
    statuses: { received: 'recebida', processing: 'em preparação', shipped: 'enviada', out_for_delivery: 'em distribuição', ready_for_pickup: 'pronta para levantamento', delivered: 'entregue', delayed: 'atrasada', cancelled: 'cancelada', returned: 'devolvida' } },
  sv: { order: 'Beställning', status: 'Status', carrier: 'Fraktbolag', trackingNumber: 'Spårningsnummer', tracking: 'Spårning', placedOn: 'Lagd', expectedOn: 'Väntas', items: 'Artiklar', source: 'enligt butikens ordersystem',
    statuses: { received: 'mottagen', processing: 'behandlas', shipped: 'skickad', out_for_delivery: 'ute för leverans', ready_for_pickup: 'klar att hämtas', delivered: 'levererad', delayed: 'försenad', cancelled: 'avbruten', returned: 'returnerad' } },
  da: { order: 'Bestilling', status: 'Status', carrier: 'Fragtfirma', trackingNumber: 'Sporingsnummer', tracking: 'Sporing', placedOn: 'Afgivet', expectedOn: 'Ventes', items: 'Varer', source: 'ifølge butikkens ordresystem',
    statuses: { received: 'modtaget', processing: 'under behandling', shipped: 'afsendt', out_for_delivery: 'ude til levering', ready_for_pickup: 'klar til afhentning', delivered: 'leveret', delayed: 'forsinket', cancelled: 'annulleret', returned: 'returneret' } },
  no: { order: 'Bestilling', status: 'Status', carrier: 'Transportør', trackingNumber: 'Sporingsnummer', tracking: 'Sporing', placedOn: 'Lagt inn', expectedOn: 'Ventes', items: 'Varer', source: 'ifølge butikkens ordresystem',
    statuses: { received: 'mottatt', processing: 'under behandling', shipped: 'sendt', out_for_delivery: 'ute for levering', ready_for_pickup: 'klar til henting', delivered: 'levert', delayed: 'forsinket', cancelled: 'kansellert', returned: 'returnert' } },
}; // prettier-ignore

/** The language that an order is told in: one of the replies, English for others. */
export const orderLanguage = (language: Language): Language => (known[language] ? language : 'en');

export const orderWordsIn = (language: Language): OrderWords => known[language] ?? en;
