import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { skeleton } from '../../src/kernel/skeleton.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Each line: one name as languages and habits of romanisation write it. */
const SPELLINGS = `
  sergei sergey sergej serguei sergi
  lavrov lavroff lawrow lawroff
  assad asad
  rottgen roettgen
  mohammed muhammad mohamed mohammad muhammed mohamad
  zagaynov zagainov zagajnov
  yevgeny evgeny evgeniy evgeni jewgeni yevgeniy yevgeni evgenij
  zelensky zelenskyy zelenskiy zelenskij zelenskii selenskyj zelenski
  tchaikovsky chaikovsky chaykovskiy tschaikowski chajkovskij tchaikovski
  yousef youssef
  milosevich milosevic milosevitch
  yeltsin jelzin eltsine eltsin
  hussein hussain husayn hossein husein
  aleksandr alexander aleksander
  poutine putin
  abdullah abdulla
  saeed said sayeed
  dmitry dmitri dmitriy
  khaled haled
  medvedev medwedew medvedeff
  kadyrov kadirov kadyrow
  peskov peskow peskoff
  shoigu shoygu schoigu
  yanukovych janukowytsch yanukovich janukovic
  viktor victor
  ahmed ahmad akhmed
  nikolai nikolay nikolaj
  lukashenko lukaschenko
  yatsenyuk jazenjuk iatseniouk
  qasim kasim
  osama usama
  tatiana tatyana tatjana
  yulia julia iulia yuliya
`;

/** Surnames of people who led a state, a government or its foreign policy. All are different names. */
const LEADERS = words(`
  abbas abe adenauer aquino arafat ardern assange atambayev attlee aung ayrault bachelet baker balkenende barak
  barroso barzani bashir begin benes bennett berdimuhamedow berlusconi bhutto biden blair blinken bolsonaro botha
  boutros brandt brezhnev briand brown brundtland bukele burns bush calderon callaghan cameron cardoso carney carter
  castro ceausescu chamberlain chavez chernenko chirac chretien churchill clinton conte correa cossiga craxi cristina
  dalai daladier davutoglu deng desai diefenbaker disraeli djukanovic dodik draghi dulles duterte duda eden
  eisenhower elizabeth erdogan erhard eshkol evren fabius fico ford fox franco frei fujimori gaddafi gandhi gantz
  gaulle genscher ghani giscard gladstone gonzalez gorbachev grotewohl gul guterres habre habyarimana hague haile
  hammarskjold haniyeh hariri harper havel hawke heath herzog hirohito hitler hoxha hollande honecker horthy howard
  hun idriss iliescu indira jackson jagan jaruzelski jiang jinnah johnson jokowi juncker juppe kabila kaczynski
  kagame kadar karadzic karimov karzai kaunda keating kekkonen kennedy kenyatta kerensky kerry khamenei khan khatami
  khomeini khrushchev kibaki kim king kirchner kishida kissinger klaus kohl koizumi kosygin kravchuk kreisky kuchma
  kwasniewski lagos lahoud lapid laurier lenin lincoln livni lloyd lukashenko lula lumumba macmillan macron maduro
  mahathir major makarios malcolm maliki mandela manning mao marcos marin martin masaryk may mbeki meir meloni menem
  menzies merkel metternich michel mikoyan milei milosevic mitterrand mobutu modi molotov monti morales morsi mubarak
  mugabe mulroney museveni mussolini nagy nasser nazarbayev nehru netanyahu niyazov nixon nkrumah noriega nyerere
  obama obrador ochirbat olmert orban ortega ozal pahlavi palme papandreou park pashinyan pearson peres peron petain
  petro pinochet pompidou poroshenko powell prodi putin rabin rahmon rajoy rajapaksa ramaphosa rasmussen reagan renzi
  rice rhee roh romney roosevelt rousseff rouhani rudd rumsfeld rutte saakashvili sadat salazar salih sanchez santos
  sarkozy scholz schmidt schroder schuman selassie senghor shamir sharon shevardnadze sihanouk singh sisi sobotka
  solberg solis somoza stalin starmer stoltenberg strauss suharto sukarno sunak sununu taft thaksin thatcher tillerson
  tito topi toure trudeau truman trump truss tshisekedi tsipras turnbull tusk tymoshenko uribe vance vandeven vargas
  verhofstadt videla vucic walesa wickremesinghe wilson xi yanukovych yatsenyuk yeltsin yoon yushchenko zapatero
  zardari zedillo zelensky zeman zhivkov zhou zia zuma
`);

describe('the key of a sound', () => {
  it.each(
    SPELLINGS.trim()
      .split('\n')
      .map((line) => [words(line)[0] ?? '', words(line)] as const),
  )('is the same for every spelling of %s', (_, spellings) => {
    expect([...new Set(spellings.map(skeleton))]).toHaveLength(1);
  });

  it('keeps different names apart', () => {
    const bearers = Map.groupBy(LEADERS, skeleton);
    const merged = [...bearers.values()].filter((names) => names.length > 1);
    expect(LEADERS.length).toBeGreaterThan(300);
    expect(merged).toEqual([]);
  });

  it.each([
    ['kerry', 'carey'],
    ['jang', 'yang'],
    ['kim', 'kym'],
    ['lee', 'li'],
    ['najib', 'nayib'],
    ['rabin', 'ruben'],
    ['lavrov', 'lavrova'],
  ])('keeps %s and %s apart', (left, right) => {
    expect(skeleton(left)).not.toBe(skeleton(right));
  });

  it('is never empty, and leaves short and numbered tokens alone', () => {
    const token = fc.stringMatching(/^[a-z0-9]{1,400}$/);
    fc.assert(fc.property(token, (text) => skeleton(text).length > 0));
    for (const text of ['xi', 'us', 'g20', 'covid19']) expect(skeleton(text)).toBe(text);
  });
});
