import { shortQuote } from './short-quote.js';
import type { StandIn, StandInEvidence } from './stand-in.js';

const called =
  /^((customer|member|account|store|shop|admin|secure|user) )?(log ?in|sign ?in|log ?on)( (to|with) (your|my|an?) account)?$|^(my )?account$|^(create( an)? account|sign ?up|register|enter( using)? password|password( required)?)$|^(kunden ?)?(login|anmeldung)$|^(anmelden|einloggen|registrieren|mein konto|passwort( eingeben)?)$|^(connexion|se connecter|identification|mon compte|créer un compte)$|^(iniciar sesi[óo]n|acceder|mi cuenta|crear cuenta)$|^(accedi|accesso|login cliente|il mio account)$|^(entrar|iniciar sessão|minha conta)$|^(inloggen|mijn account)$|^(logga in|log ind|logg inn|kirjaudu( sisään)?|zaloguj( się)?|logowanie|přihlášení|přihlásit se|войти|вход|ログイン|登录|登入|로그인|giriş( yap)?)$/i;
const loginPath =
  /\/(log[-_]?in|sign[-_]?in|log[-_]?on|sign[-_]?up|register|account|my-account|customer\/account(\/(login|create))?|mein-konto|anmelden|connexion|iniciar-sesion|accedi|inloggen|logga-in|wp-login|password|users\/sign_in|authentication_challenge|oauth2?(\/\w+)?|sso)(\.(php|aspx?|html?|jsp))?\/?$/i;
/** Asked of a redirect, where `/account` may be a page like others. */
const certainPath =
  /\/(log[-_]?in|sign[-_]?in|log[-_]?on|wp-login|password|users\/sign_in|authentication_challenge|oauth2?\/\w+|sso)(\.(php|aspx?|html?|jsp))?\/?$/i;
/** The way in to a shop that is not open yet, as a button, a link or a label of its own; or where its password goes. */
const gate =
  />\s*(enter (the |this |our )?(store|shop|site)? ?(using|with) (the |a |your )?password|enter (the )?(store|shop) password|(shop |store )?mit passwort betreten|(accéder à la boutique|entrer) avec un mot de passe|(entrar|acceder) (usando|con|com) (la |una )?(contraseña|senha)|accedi (con|tramite) password)\s*[.:]?\s*<|<form\b[^>]{0,300}\saction=["'][^"']{0,100}\/password["']/i;
const opening =
  /^(we('re| are) )?(opening|launching|coming|arriving|back|be back|(we('ll| will) be) back) (very )?soon\b|^(we eröffnen|eröffnung|neueröffnung|bald (verfügbar|wieder da)|demnächst|ouverture prochaine|bientôt|próximamente|em breve|prossimamente|apertura)\b/i;
const beginning = 100_000;
/** Of such a page without and with the words that it opens soon. */
const longestGate = [300, 1_200] as const;

/** By how many of name and address speak of a login; a form in the header of a page is nobody's main content. */
const longestText = [100, 200, 1_500] as const;

/** A page that is there to take a password. */
export function loginPage(evidence: StandInEvidence): StandIn | null {
  const { url, title, heading, text, parts } = evidence;
  if (parts.passwordFields === 0) return null;
  const closed = closedShop(evidence);
  if (closed !== null) return closed;
  const isAddressed = loginPath.test(new URL(url).pathname);
  const name = [title, heading].find(isCalledLogin);
  const longest = longestText[(isAddressed ? 1 : 0) + (name === undefined ? 0 : 1)] ?? 0;
  if (text.length >= longest) return null;
  const besides =
    name === undefined ? 'has hardly any other text' : `is called ${shortQuote(name)}`;
  return { outcome: 'login_page', detail: `the page asks for a password and ${besides}` };
}

/** What a shop shows before it opens: its name, when it opens, and a way in for those who know the password. */
function closedShop({ title, heading, text, hasFacts, html }: StandInEvidence): StandIn | null {
  if (hasFacts || !gate.test(html.slice(0, beginning))) return null;
  const lines = [title, heading, ...text.split('\n').map((line) => line.replace(/^(#+|-) /, ''))];
  const said = lines.flatMap((line) => line.split(/\s[|–—·:-]+\s|[|·]/)).find(isOpening);
  if (text.length >= longestGate[said === undefined ? 0 : 1]) return null;
  const quote = said === undefined ? '' : ` and says ${shortQuote(said.trim())}`;
  return {
    outcome: 'login_page',
    detail: `the page asks for a password that opens the shop${quote}`,
  };
}

/** Whether a redirect leads to a login, wherever that is. */
export function isLoginAddress(location: string): boolean {
  return certainPath.test(URL.parse(location)?.pathname ?? '');
}

function isCalledLogin(words: string): boolean {
  return words.split(/\s[|–—·:-]+\s|[|·]/).some((part) => called.test(part.trim()));
}

const isOpening = (words: string): boolean => words.length < 80 && opening.test(words.trim());
