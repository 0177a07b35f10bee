/**
 * Words that carry no topic, those that questions hold among them. Written here where the lists of the package are missing,
 * broken or hold words that shops sell by. Left out
 * is what another language sells by: "size" is Turkish, too, "care" and "sale" are Romanian, "mint" is Hungarian;
 * and what English questions hold: "one" is Polish, and "ők" is "ok" once folded.
 */
export const OWN_STOP_WORDS = {
  ru: 'сколько какие каков какова какое каким какую которые который которая которое почему это эта эту эти есть вы ваш ваша ваши мы наш наша наши могу может можете можно пожалуйста также чем либо',
  uk: `а або але без би була були було бути в вам вас ваш ваша ваше ваші ви від він вона вони воно все всі де для до є ж з за
    зі і із й його її їх коли кому куди між ми мене мені може можна можу можете на над нам нас наш наша наше наші не ні
    ним них ніж о об один по при про та так також такий там те тим то того тому ті тільки ти у цей ця це ці цього цьому
    чи чим чого чому що щоб як яка яке який які якщо скільки чи будь ласка`,
  pl: `a aby ale albo bardzo bez bo by byc byl byla bylo być był była było były będzie będą chce ci co cię czy czyli dla do
    dlaczego gdy gdyby gdzie i ich ile im inne iż ja jak jaka jakie jaki jako je jego jej jemu jest jestem jesteśmy
    jeszcze jeśli jeżeli już każdy kiedy kto która które którego której który których którym lub ma mają mam mamy mi mnie
    mogą mogę może możesz można mój moja moje mu my na nad nam nas nasz nasza nasze nie niego niej nich nim niż no o od
    on ona oni ono oraz po podczas ponieważ proszę przed przez przy są się swoje swój ta tak także tam te tego
    tej też to tobie tu tutaj twój twoja twoje ty tych tylko tym u w was wasz wasza wasze we więc wszystko wy z za
    ze że żeby`,
  cs: `a aby aj ale ani anebo asi až bez bude budou by byl byla bylo být co či čím do ho i já jak jaká jaké jaký jako je
    jeho její jejich jen ještě ji jich jim jí již jsem jsi jsme jsou jste k kam kde kdo kdy když ke která které který
    kteří kolik která lze má mají máte mé mě mezi mi mít mne mnou mohou mohu moje může můžete my na nad nám nás náš
    naše ne nebo než není nic o od on ona oni ono pak po podle pokud pouze proč prosím protože před přes při
    s se si sice své svůj ta tak také takže tam te tedy tento těch této ti tím to toho tohle tomu tu ty tyto u už
    v vám vás váš vaše ve více však všechno vy z za zda ze že`,
  el: `αν ανα αντι απο αυτα αυτες αυτη αυτην αυτης αυτο αυτοι αυτος αυτου αυτους αυτων για γιατι δε δεν δια δικο εαν εγω
    εδω ειμαι ειμαστε ειναι εισαι ειστε εκει εκεινη εκεινο εκεινος εμας εμεις ενα εναν ενας ενω επι επισης εσας εσεις εσυ εχει
    εχετε εχουμε εχω η ηταν θα ι ισως και κατα κατι καθε κι μα μας με μεσω μετα μεχρι μη μην μια μου μπορει μπορειτε μπορω
    μονο να ο οι ολα ομως οπου οπως οποια οποιο οποιος οσο οταν οτι ουτε παρα παρακαλω περι πια πιο ποια ποιες ποιο ποιοι
    ποιος ποσο ποση ποσα που πριν προς πως ποτε σαν σας σε στα στη στην στης στις στο στον στους στων τα τη την της τι
    τις το τοι τον του τους των τοτε χωρις ως ωστε`,
  tr: `acaba ama ancak aslında ayrıca az bana bazı belki beni benim bir birçok biri biz bize bizi bizim bu buna bunda
    bundan bunlar bunu bunun burada bütün çok çünkü da daha dahi de değil diğer diye dolayı en eğer fakat gibi göre hangi
    hani hatta hem henüz hep hepsi her herhangi hiç için ile ilgili ise işte kadar kendi ki kim kime kimi mı mi mu mü
    misiniz mıyım miyim musunuz müsünüz nasıl ne neden nedir nerede nereye nerden niçin niye o olan olarak oldu olduğu
    olmak olması olur ona ondan onlar onu onun oysa pek rağmen sadece sanki sen seni senin siz sizi sizin sonra şey
    şu şuna şunu tarafından tüm üzere ve veya ya yani yok kaç lütfen`,
  ro: `a acea aceasta această aceea acei aceia acel acela acele acest acesta aceste acestea ai al ale am ar are as asta astfel
    au avea avem aveți ați ca că când cand cărei căror cărui cât cat câte câți ce cel cele cei cea chiar cu
    cum către da dacă dar de deci deja deoarece despre din dintre după ea ei el ele eram este eu există fara fără fi
    fie fiecare fost iar îi il îl îmi în in înainte între îți la le li lor lui mai mea mele meu mi mie mult ne nici
    noastre noastră noi nostru noștri nu o ori orice pe pentru peste până poate puteți prea prin sa să sau se
    spre sunt suntem sunteți și si ta te toate tot toți tu un una unde unei unele unor unui unul va vă vi voastră voi
    vostru vreau cum`,
  hu: `a abban ahhoz ahogy aki akik akkor alatt amely amelyek amikor ami amit annak arra arról át az azok azon azonban azt
    azzal be belül benne bár csak de e ebben egy egyéb egyik el ellen előtt én ennek erre és ez ezek ezen ezért ezt 
    felé ha hanem hány hogy hogyan hol hova hozzá i ide igen illetve így is itt kell keresztül kérem ki kívül között
    legyen lehet lehetséges lenne lesz le ma már még meg mely melyek melyik mellett mert mi mikor milyen minden
    mennyi mennyibe mivel nem nincs ő olyan ott össze pedig saját s se sem során szerint tehát többi tudom te ti
    után úgy utána vagy vagyok valaki valami van vannak vele viszont volt voltak voltam`,
  ar: `أن إن أو أي أين أنا أنت أنتم أنه أنها إذا إلا إلى ألا أم أما أيضا ان او اي اين انا انت انه انها اذا الا الى ايضا التي
    الذي الذين بأن بعد بعض بل بما به بها بين تكون تلك ثم حتى حول حيث خلال دون ذلك سوف ضمن عبر على عليه عليها عن عند
    عندما غير فإن في فيه فيها قبل قد كان كانت كل كلا كم كما كيف لا لأن لدى لدينا لديك لقد لك لكل لكم لكن لم لماذا لن له
    لها لهم ليس ما ماذا متى مثل مع من منذ منه منها نحن هذا هذه هل هم هنا هناك هو هي وأن وفي ولا ومن وقد وهو وهي يا يكون
    يمكن يمكنك يمكنني أريد`,
  he: `אבל או אותה אותו אותי אותם אחרי אך אל אלה אלו אם אנו אנחנו אני אצל את אתה אתם באיזה בין בכל בלי בן גם דרך הוא היא היה
    היו היום הם הן הנה זאת זה זו זהו יש יותר יכול יכולה יכולים כאשר כבר כדי כולל כי כל כמה כמו כן כך לא לאחר לאיפה
    לה להם לו לי לך לכם למה לנו לפי לפני מאוד מה מהו מהי מי מן מנת מתי נא על עד עוד עם עצמו פחות צריך רק של שלה שלהם
    שלו שלי שלך שלכם שלנו שם איך איפה איזה איזו אין אינה אינו האם הזה הזאת ואת ולא וגם אשר`,
} as const;
