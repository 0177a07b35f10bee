/** Words of asking rather than of what is asked about. */
const ENGLISH = `tell know need want like get got give make use take come go work question answer help thing something
anything someone anyone somewhere anywhere please thanks thank hello hi hey there much many kind kinds sort type long
happen happens mean means possible able say said saw see find found let one ones still also really just whats what's got
way best good want show explain describe send put keep every another back stuff things off sure contain contains include
includes offer offers provide provides exist exists currently exactly actually different policy policies`;

/** The index drops function words of English only; in a question of another language they would count as topics. */
const OTHERS = `wie was wo wann wer warum welche welcher welches welchen kann können könnt ich sie ihr wir man ist sind hat
habe haben wird werden es das der die den dem ein eine einen einem einer und oder mit für von zu zum zur auf im bei nach
aus über nicht auch noch mein meine meinen ihre ihren viel viele hoch lange gibt bitte
comment quel quelle quels quelles combien où quand qui quoi est sont peut peux pouvez puis je vous nous il elle le la les
un une des du de et ou avec pour par sur dans en au aux que ce cette ces mon ma mes votre vos pas
cómo como qué cuál cuáles cuánto cuánta cuántos cuántas dónde cuándo quién es son está están puedo puede pueden hay el
los las una unos unas del con para por su sus mi mis se lo no si
come che cosa quale quali quanto quanta quanti quante dove quando chi è sono posso può il gli uno di della dei delle per
al alla da mio mia suo non
hoe wat waar wanneer wie welke kan kunnen ik jullie zijn heeft heb hebben het een en of met voor van naar op aan bij te
niet mijn uw veel lang
qual quais onde quem é são pode há os as um uma do dos das em na seu sua meu minha não
hogyan hol mikor mennyi mit mely melyik hány lehet van vannak kell nem és vagy az egy meg hogy`;

const wordsOfAsking: ReadonlySet<string> = new Set(ENGLISH.split(/\s+/));
const functionWords: ReadonlySet<string> = new Set(OTHERS.split(/\s+/));

/** A function word of another language than English. */
export const isFunctionWord = (word: string): boolean =>
  functionWords.has(word.toLowerCase().normalize('NFC'));

export const isLightWord = (word: string): boolean =>
  isFunctionWord(word) || wordsOfAsking.has(word.toLowerCase().normalize('NFC'));
