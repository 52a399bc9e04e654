import type { Random } from '../../fixtures/random.ts';

/** A name as a register would carry it, and how else people write it. */
export interface PersonName {
  readonly name: string;
  readonly aliases: readonly string[];
}

type Style = (random: Random) => PersonName;

/** Pairs of a spelling and its other forms: `latin|other|own script`. */
const table = (text: string): readonly (readonly [string, string, string])[] =>
  text.split(' ').map((entry) => {
    const [main = '', other = main, script = ''] = entry.split('|');
    return [main, other, script] as const;
  });

const SLAVIC_GIVEN = table(
  'Sergey|Sergei|Сергей Dmitry|Dmitri|Дмитрий Andrey|Andrei|Андрей Alexey|Aleksei|Алексей Nikolay|Nikolai|Николай Yuri|Yury|Юрий Mikhail|Michail|Михаил Vasily|Vasiliy|Василий Anatoly|Anatoli|Анатолий Valery|Valeri|Валерий Olga|Olha|Ольга Tatyana|Tatiana|Татьяна Natalya|Natalia|Наталья Yelena|Elena|Елена Yevgeny|Evgenii|Евгений Grigory|Grigorii|Григорий Fyodor|Fedor|Фёдор Arkady|Arkadi|Аркадий',
);
const SLAVIC_STEMS = table(
  'Lavr|Lawr|Лавр Gorb|Horb|Горб Zhur|Jour|Жур Khar|Char|Хар Medv|Medw|Медв Shev|Schew|Шев Tikh|Tich|Тих Yark|Iark|Ярк Volk|Wolk|Волк Chern|Tschern|Черн Bogd|Bohd|Богд Kuzn|Cuzn|Кузн Moroz|Maroz|Мороз Pavl|Pawl|Павл Rogoz|Rohoz|Рогоз Savel|Sawel|Савел Terek|Tierek|Терек Ushak|Oushak|Ушак Fomin|Phomin|Фомин Zim|Sim|Зим Drozd|Drosd|Дрозд Klim|Clim|Клим Litv|Litw|Литв Nester|Nestier|Нестер',
);
const SLAVIC_ENDINGS = table('ov|off|ов enko|ienko|енко sky|skiy|ский ev|ew|ев ich|itch|ич ets|ez|ец in|ine|ин');

const slavic: Style = (random) => {
  const [given, givenOther, givenScript] = random.pick(SLAVIC_GIVEN);
  const [stem, stemOther, stemScript] = random.pick(SLAVIC_STEMS);
  const [ending, endingOther, endingScript] = random.pick(SLAVIC_ENDINGS);
  return {
    name: `${given} ${stem}${ending}`,
    aliases: [`${givenOther} ${stemOther}${endingOther}`, `${givenScript} ${stemScript}${endingScript}`],
  };
};

const ARABIC_GIVEN = table(
  'Ahmed|Ahmad|أحمد Mohammed|Muhammad|محمد Mahmoud|Mahmud|محمود Hassan|Hasan|حسن Hussein|Husayn|حسين Khaled|Khalid|خالد Omar|Umar|عمر Youssef|Yusuf|يوسف Ibrahim|Ebrahim|إبراهيم Mustafa|Moustapha|مصطفى Fatima|Fatema|فاطمة Aisha|Aicha|عائشة Layla|Leila|ليلى Samir|Sameer|سمير Tariq|Tarek|طارق Nasser|Nasir|ناصر',
);
const ARABIC_FAMILY = table(
  'Assad|Asad|أسد Masri|Misri|مصري Halabi|Halaby|حلبي Shami|Chami|شامي Najjar|Naggar|نجار Haddad|Hadad|حداد Khatib|Khateeb|خطيب Sayed|Sayyid|سيد Rashid|Rachid|رشيد Jaafari|Jafari|جعفري Qasim|Kassem|قاسم Zahrani|Zahrany|زهراني Tikriti|Takriti|تكريتي Douri|Duri|دوري Hariri|Harery|حريري Bayati|Bayyati|بياتي Maliki|Malki|مالكي Obeidi|Ubaydi|عبيدي Shammari|Shamari|شمري Ghamdi|Gamdi|غامدي Otaibi|Utaybi|عتيبي Jubouri|Jabouri|جبوري Dulaimi|Dulaymi|دليمي Sadr|Sader|صدر Tamimi|Tameemi|تميمي Kurdi|Kourdi|كردي Faraj|Farag|فرج Sabbagh|Sabag|صباغ Nouri|Nuri|نوري Bakri|Bakry|بكري',
);

const arabic: Style = (random) => {
  const [given, givenOther, givenScript] = random.pick(ARABIC_GIVEN);
  const [second, , secondScript] = random.pick(ARABIC_GIVEN);
  const [family, familyOther, familyScript] = random.pick(ARABIC_FAMILY);
  const middle = random.chance(0.6) && second !== given;
  return {
    name: `${given}${middle ? ` ${second}` : ''} al-${family}`,
    aliases: [
      `${givenOther}${middle ? ` ${second}` : ''} el-${familyOther}`,
      `${givenScript}${middle ? ` ${secondScript}` : ''} ال${familyScript}`,
    ],
  };
};

const GERMAN_GIVEN =
  'Jürgen Günther Björn Sören Käthe Bärbel Jörg Lothar Ulrike Annegret Wolfgang Heiko Dörte Rüdiger Götz Norbert Sabine Volker'.split(
    ' ',
  );
const GERMAN_STEMS = 'Röt Müll Schäub Köhl Böck Grün Kräh Füch Löff Bähr Küst Hörn Süß Träg Wörn Häus Rühl Möll'.split(
  ' ',
);
const GERMAN_ENDINGS = 'gen er le mann ing bach hoff ler feld ner'.split(' ');
const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' };
const withoutUmlauts = (text: string): string => text.replaceAll(/[äöüßÄÖÜ]/g, (letter) => UMLAUTS[letter] ?? letter);

const german: Style = (random) => {
  const family = random.pick(GERMAN_STEMS) + random.pick(GERMAN_ENDINGS);
  const name = `${random.pick(GERMAN_GIVEN)} ${random.chance(0.15) ? 'von ' : ''}${family}`;
  return { name, aliases: [withoutUmlauts(name)] };
};

const TURKISH_GIVEN = 'Recep Ahmet Çağlar Şükrü İbrahim Gülşen Özlem Yiğit Ömer Işıl Tuğba Kadir Müge Hüseyin'.split(
  ' ',
);
const TURKISH_STEMS = 'Çavuş Davut Kılıç Şahin Yıldır Erdoğ Öztür Gül Bağış Türk Koç Akdağ Demir Sarı'.split(' ');
const TURKISH_ENDINGS = 'oğlu an er soy gil li cı'.split(' ');

const turkish: Style = (random) => {
  const name = `${random.pick(TURKISH_GIVEN)} ${random.pick(TURKISH_STEMS)}${random.pick(TURKISH_ENDINGS)}`;
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ı', 'i');
  return { name, aliases: plain === name ? [] : [plain] };
};

const CHINESE_FAMILY = table(
  'Wang||王 Li||李 Zhang||张 Liu||刘 Chen||陈 Yang||杨 Huang||黄 Zhao||赵 Zhou||周 Xu||徐 Sun||孙 Ma||马',
);
const CHINESE_GIVEN = table(
  'xiao||晓 ming||明 jian||建 guo||国 wei||伟 yi||毅 qiang||强 ping||平 hua||华 jun||军 li||丽 fang||芳 cheng||成 bo||波 zhi||志 hai||海',
);

const chinese: Style = (random) => {
  const [family, , familyScript] = random.pick(CHINESE_FAMILY);
  const [first, , firstScript] = random.pick(CHINESE_GIVEN);
  const [second, , secondScript] = random.pick(CHINESE_GIVEN);
  const given = first.charAt(0).toUpperCase() + first.slice(1) + second;
  return {
    name: `${family} ${given}`,
    aliases: [`${given} ${family}`, `${familyScript}${firstScript}${secondScript}`],
  };
};

const SPANISH_GIVEN =
  'José Luis|María|Álvaro|Íñigo|Begoña|Juan Manuel|Concepción|Andrés|Sofía|Raúl|Inés|Óscar|Nicolás'.split('|');
const SPANISH_FAMILY =
  'Rodríguez Zapatero Sánchez Núñez García Muñoz López Ibáñez Peña Martínez Gómez Ordóñez Díaz Castañeda Vázquez Yáñez Jiménez Cárdenas'.split(
    ' ',
  );

const spanish: Style = (random) => {
  const given = random.pick(SPANISH_GIVEN);
  const first = random.pick(SPANISH_FAMILY);
  return { name: `${given} ${first} ${random.pick(SPANISH_FAMILY)}`, aliases: [`${given} ${first}`] };
};

const GREEK_GIVEN = table(
  'Alexis||Αλέξης Giorgos|George|Γιώργος Nikos|Nicos|Νίκος Eleni|Helen|Ελένη Kostas|Costas|Κώστας Dimitris|Demetris|Δημήτρης',
);
const GREEK_STEMS = table(
  'Tsipr||Τσίπρ Papad||Παπαδ Karam||Καραμ Venizel||Βενιζέλ Samar||Σαμαρ Kyriak||Κυριακ Mitsot||Μητσοτ Lambr||Λαμπρ Stavr||Σταυρ',
);
const GREEK_ENDINGS = table('as||ας opoulos||όπουλος akis||άκης idis||ίδης os||ος anlis||ανλής');

const greek: Style = (random) => {
  const [given, givenOther, givenScript] = random.pick(GREEK_GIVEN);
  const [stem, , stemScript] = random.pick(GREEK_STEMS);
  const [ending, , endingScript] = random.pick(GREEK_ENDINGS);
  return {
    name: `${given} ${stem}${ending}`,
    aliases: [`${givenOther || given} ${stem}${ending}`, `${givenScript} ${stemScript}${endingScript}`],
  };
};

const ENGLISH_GIVEN = 'John Samantha Theresa Barack Hillary Michael Susan Rex Madeleine Colin Condoleezza Philip'.split(
  ' ',
);
const ENGLISH_STEMS = 'Ker Brad Whit Ash Lock Ram Har Stan Wal Nor Thorn Pem Clay Rad Hol'.split(' ');
const ENGLISH_ENDINGS = 'ry ford field ley wood ton by ham worth more well'.split(' ');

const english: Style = (random) => ({
  name: `${random.pick(ENGLISH_GIVEN)}${random.chance(0.3) ? ` ${random.pick(['J.', 'R.', 'O’Neill', 'St. John', 'A.'])}` : ''} ${random.pick(ENGLISH_STEMS)}${random.pick(ENGLISH_ENDINGS)}`,
  aliases: [],
});

const STYLES = [slavic, arabic, english, german, turkish, chinese, spanish, greek, slavic, arabic] as const;

/** Names of one world: no spelling of one person is that of another, unless the styles ran dry. */
export function personName(random: Random, index: number): PersonName {
  const style = STYLES[index % STYLES.length] ?? slavic;
  return style(random);
}

const UNKNOWN_GIVEN = 'Josh Priya Léa Tomáš Siobhán Kwame Ingrid Pelle Aroha Nguyễn Chidi Bronwyn'.split(' ');
const UNKNOWN_STEMS = 'Rog Quill Vant Mbek Okaf Lind Sze Trần Bel Dvoř Cald Fenn Ital Jarv Wex'.split(' ');
const UNKNOWN_ENDINGS = 'in er or i e strand ay ák más ow wick ander'.split(' ');

/** Somebody whom no register knows. */
export function unknownName(random: Random): string {
  return `${random.pick(UNKNOWN_GIVEN)} ${random.pick(UNKNOWN_STEMS)}${random.pick(UNKNOWN_ENDINGS)}`;
}
