import { shortQuote } from './short-quote.js';
import type { StandIn, StandInEvidence } from './stand-in.js';

const called =
  /^((customer|member|account|store|shop|admin|secure|user) )?(log ?in|sign ?in|log ?on)( (to|with) (your|my|an?) account)?$|^(my )?account$|^(create( an)? account|sign ?up|register|enter( using)? password|password( required)?)$|^(kunden ?)?(login|anmeldung)$|^(anmelden|einloggen|registrieren|mein konto|passwort( eingeben)?)$|^(connexion|se connecter|identification|mon compte|créer un compte)$|^(iniciar sesi[óo]n|acceder|mi cuenta|crear cuenta)$|^(accedi|accesso|login cliente|il mio account)$|^(entrar|iniciar sessão|minha conta)$|^(inloggen|mijn account)$|^(logga in|log ind|logg inn|kirjaudu( sisään)?|zaloguj( się)?|logowanie|přihlášení|přihlásit se|войти|вход|ログイン|登录|登入|로그인|giriş( yap)?)$/i;
const loginPath =
  /\/(log[-_]?in|sign[-_]?in|log[-_]?on|sign[-_]?up|register|account|my-account|customer\/account(\/(login|create))?|mein-konto|anmelden|connexion|iniciar-sesion|accedi|inloggen|logga-in|wp-login|password|users\/sign_in|authentication_challenge|oauth2?(\/\w+)?|sso)(\.(php|aspx?|html?|jsp))?\/?$/i;
/** Asked of a redirect, where `/account` may be a page like others. */
const certainPath =
  /\/(log[-_]?in|sign[-_]?in|log[-_]?on|wp-login|password|users\/sign_in|authentication_challenge|oauth2?\/\w+|sso)(\.(php|aspx?|html?|jsp))?\/?$/i;
/** By how many of name and address speak of a login; a form in the header of a page is nobody's main content. */
const longestText = [100, 200, 1_500] as const;

/** A page that is there to take a password. */
export function loginPage({ url, title, heading, text, parts }: StandInEvidence): StandIn | null {
  if (parts.passwordFields === 0) return null;
  const isAddressed = loginPath.test(new URL(url).pathname);
  const name = [title, heading].find(isCalledLogin);
  const longest = longestText[(isAddressed ? 1 : 0) + (name === undefined ? 0 : 1)] ?? 0;
  if (text.length >= longest) return null;
  const besides =
    name === undefined ? 'has hardly any other text' : `is called ${shortQuote(name)}`;
  return { outcome: 'login_page', detail: `the page asks for a password and ${besides}` };
}

/** Whether a redirect leads to a login, wherever that is. */
export function isLoginAddress(location: string): boolean {
  return certainPath.test(URL.parse(location)?.pathname ?? '');
}

function isCalledLogin(words: string): boolean {
  return words.split(/\s[|–—·:-]+\s|[|·]/).some((part) => called.test(part.trim()));
}
