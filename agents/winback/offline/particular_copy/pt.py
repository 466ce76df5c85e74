"""What the letters say of one particular, in Portuguese. Data only; the lines are those of `Particular`."""

TEXTS = """
rise
Sobre o aumento de preço
O que o teria tornado aceitável: um aviso a tempo, uma explicação ou um passo mais pequeno?
Voltando ao aumento: preferimos partir do que usam a defender um número. Digam-nos com o que poderiam ter vivido e responderemos claramente sim ou não.
Se um dia quiserem saber em que pé está o preço, perguntem, e a primeira linha da resposta di-lo-á.

rise_unannounced
Sobre o aumento de preço
Teria bastado uma palavra clara antes, ou o aumento em si era demais?
Voltando ao aumento: não devia ter-vos chegado sem explicação. Digam-nos com o que poderiam ter vivido e responderemos claramente sim ou não.
Ficámos a saber que um aumento tem de trazer o seu motivo. Se ainda o quiserem conhecer, basta uma linha.

per_seat
Quando cada pessoa custa mais
Quem precisava de um acesso próprio e quem só entrava de vez em quando?
Sobre pagar por pessoa: enviem-nos por alto quem faz o quê. Vemos isso convosco e dizemos se outra forma de contar teria servido ou não.
Se a vossa equipa mudar de tamanho, refazemos com gosto essa conta em conjunto.

plan
O que só o plano maior tinha
De que parte concreta do plano maior precisavam?
Sobre o plano: indiquem a parte pela qual teriam pago sozinha. Se não se pode ter sem o resto, dizemo-lo numa linha.
Se encontrarem a mesma parede noutro lado, uma linha sobre isso ensinava-nos algo.

contract
Sobre o compromisso
Foi a duração, o pré-aviso, ou ter de decidir com tanta antecedência?
Sobre o contrato: descrevam a duração que teria servido ao vosso trabalho. Responde alguém com voz na matéria, e um não será dito como um não.
No próximo contrato deste género, desejamos-vos uma duração que sirva melhor.

budget
Quando o orçamento é cortado
Foi tudo cortado, ou um âmbito mais pequeno teria sobrevivido?
Sobre o orçamento: se ainda resta uma parte, indiquem a única coisa que faz falta à vossa equipa. Diremos com franqueza se só isso faz sentido e, se não fizer, ficamos por aí.
Os orçamentos voltam ao seu ritmo. Até lá não andaremos atrás de vós.
É uma boa razão para sair, e não têm de a justificar.

unused
Pagar pelo que não se usa
Que parte era aberta e qual ninguém tocou?
Voltando ao que ficou por usar: talvez só poucos precisassem. Digam-nos quem e para quê, e descreveremos como seria algo mais pequeno.
É melhor parar do que pagar uma sala vazia. Se a necessidade crescer, sabem onde estamos.

integration
A ligação de que precisavam
Que sistema era e o que devia passar entre os dois?
Sobre essa ligação: descrevam os dois lados e um exemplo. Uma pessoa que conhece bem o produto responde por escrito o que funciona hoje e o que não.
Se os dois sistemas continuam sem falar um com o outro onde estão agora, pensamos nisso convosco com gosto.

outage
Quando nada funcionava
De que precisavam da nossa parte nessas horas e não receberam?
Sobre a falha: perguntem o que ainda querem saber. Uma pessoa técnica escreve o que esteve por trás, ou admite que não o sabemos.
Não esquecemos que o vosso trabalho parou por nossa causa.

slow
Quando era preciso esperar
Onde demorava mais: a abrir, a procurar ou a guardar?
Sobre a espera: digam-nos o que havia na página e mais ou menos quantos dados. Uma pessoa técnica olha para esse caso e escreve o que o travava.
Ninguém devia ir buscar um café enquanto uma página abre. Obrigado por o dizerem.

unreliable
Quando não funcionava
O que ficava parado do vosso lado de cada vez?
Sobre o que falhava: descrevam-nos o pior caso. Uma pessoa técnica escreve o que esteve por trás, ou admite que não o sabemos.
Usem o que usarem agora, esperamos que faça simplesmente o que deve.

mobile
No telemóvel ou no tablet
Que tarefa teria de funcionar aí primeiro?
Sobre o telemóvel ou o tablet: digam-nos qual era e o que mostrava quando falhava. Com isso vemos o que devia funcionar e se funciona.
O que tem de funcionar fora não serve de nada se lá não funciona. Obrigado por o dizerem.

security
O que a vossa segurança pedia
Era tudo o que era pedido, ou a lista era mais longa?
Voltando ao que era pedido: enviem-nos a lista como os vossos colegas a escreveram. Respondemos linha a linha, também às que não cumprimos.
A vossa equipa fez bem em insistir. A lista dela continua bem-vinda.

reporting
Os números que vos faltavam
De que número precisavam e quem o esperava?
Sobre esses números: basta um esboço ou uma folha antiga. Saberão por escrito se hoje se pode fazer e como.
Que o vosso próximo relatório leve minutos e não uma noite.

permissions
Quem pode ver e fazer o quê
Era esse o único passo que faltava, ou há outros parecidos?
Sobre permissões e aprovações: escrevam as funções como são de facto na vossa casa, até as estranhas. Comparamo-las com o que o produto conhece e assinalamos cada falta.
Se as funções se tornarem mais simples aí ou mais finas aqui, talvez valha um segundo olhar.

fields
Como trabalham e como vos fizemos trabalhar
Que passo vosso não cabia no que tínhamos previsto?
Sobre adaptá-lo: enviem um caso real com os dados trocados. Tentamos montá-lo à vossa maneira e mostramos onde parte.
Uma ferramenta devia seguir o trabalho. Lamentamos que tenha sido ao contrário.

removed
O que retirámos
O que faziam com isso e o que fazem agora em vez disso?
Sobre o que desapareceu: digam-nos quantas vezes o usavam e para quê. Vai ter com quem o decidiu, e recebem a resposta tal como for dada.
Estavam habituados a uma coisa que andava bem e mudámo-la. Isso é connosco.

language
Numa língua que vos sirva
O que sofria com isso: a vossa gente ou o que os vossos clientes viam?
Sobre a língua: indiquem os ecrãs ou documentos que contavam. De cada um diremos se existe, sem enfeites.
Gostávamos de ter falado melhor a vossa língua.

import
Onde a importação encravou
Que ficheiro ou sistema não entrava e o que acontecia então?
Sobre a importação: enviem um exemplo com linhas inventadas. Uma pessoa vê-o e diz-vos porque falhava, em vez de mais um artigo.
Dados antigos são má razão para ficar ou sair. Se voltarem a tentar, comecemos pela mudança deles.

leaving
Quando sair se tornou difícil
Ainda há alguma coisa em aberto hoje, como um formulário, uma confirmação ou um pagamento?
Sobre o cancelamento: respondam com o que vos disseram e mais ou menos quando. Alguém que pode decidir trata disso e confirma-o por escrito.
Sair devia ter sido tão fácil como entrar. Obrigado por dizerem com clareza onde não o foi.
Não deviam ter tido de pedir duas vezes, e lamentamos que assim tenha sido.

person_left
Quando sai quem o conhecia
Quem trata deste trabalho agora e o que mais ajudaria essa pessoa?
Voltando a quem saiu: um novo começo partiria de quem tem hoje a tarefa e de um trabalho real, não de um manual.
Quem herdar essa tarefa pode escrever-nos sem conhecer a história.

support
A resposta que esperavam
Que pergunta nunca teve uma resposta a sério?
Voltando à vossa pergunta: enviem-na outra vez como a diriam, e alguém que pode decidir responde, por muito tempo que tenha passado.
Não deviam ter esperado. O que escreverem aqui chega a uma pessoa e não a uma fila.

complicated
Mais difícil do que o necessário
Que tarefa devia ser simples e não era?
Sobre essa tarefa: faríamo-la com quem trabalha nela e só parávamos quando saísse sem nós.
Se foi demais, foi demais. Isso diz algo de nós e nada da vossa equipa.

time
Sem tempo para o pôr a andar
O que devia ter estado pronto no primeiro dia?
Sobre o arranque: indiquem a lista ou o modelo que a vossa equipa teria usado primeiro. Dizemos quanto demora com a nossa ajuda e o que teriam de trazer.
Nunca há uma boa semana para estas coisas. Se vier uma mais calma, começamos em pequeno.

adoption
Quando a equipa não adere
A que voltaram as pessoas e de que gostavam nisso?
Sobre a vossa equipa: peçam uma única razão a quem menos gostava e enviem-na tal como foi dita. Diz-nos mais do que qualquer inquérito.
Uma ferramenta que as pessoas evitam não merece ficar, seja de quem for.

group
Uma decisão do grupo
Teriam ficado se a decisão fosse vossa?
Como decide o grupo, não há nada a discutir. Se uma das vossas equipas precisa de algo que a ferramenta do grupo não cobre, digam-nos o quê.
Desejamos-vos uma passagem fácil para a ferramenta do grupo.
Uma decisão do grupo não têm de a justificar.

cheaper
Uma ferramenta mais barata
Faz tudo o que precisam, ou abdicaram de algo por esse preço?
Sobre essa ferramenta: não vamos dizer mal dela. Se lhe faltar alguma coisa, digam-nos o quê, e respondemos com honestidade se a temos.
Se faz o mesmo por menos, escolheram bem.

suite
Uma ferramenta para tudo
O que vos poupa ter tudo num só sítio?
Sobre ter tudo junto: se algum canto se revelar fraco para o vosso trabalho, indiquem-no e dizemos se merece uma segunda ferramenta.
Um acesso a menos já é alguma coisa, e compreendemos isso.

in_house
Feito por vós
O que faz a vossa que nada comprado faz?
Sobre a vossa ferramenta: se se tornar um peso para quem a fez, vemos com gosto o que vale a pena comprar e o que não.
O nosso respeito a quem a construiu. Que vos sirva por muito tempo.

sold
Depois da aquisição
Falta entregar alguma coisa do vosso lado?
Se os novos donos tiverem perguntas sobre o que tinham connosco, passem este endereço. Não há nada a vender nisso.
Desejamos um bom lugar sob o novo teto a todos os que vieram convosco.

retiring
Bem merecido
Querem guardar alguma coisa da vossa conta antes de ela fechar?
Sobre os vossos documentos: digam-nos o que um sucessor ou as finanças ainda podem pedir, e diremos como o guardar.
Aproveitem o tempo que vem depois do trabalho. Mais do que o merecem, e ninguém daqui o vai interromper.

insolvent
Quando não deu para continuar
A quem nos devemos dirigir pelo que ficou em aberto?
Se um administrador tomou conta do caso, passem-lhe este endereço. Quem liquida recebe de nós cada documento sem discussão.
Já têm bastante que carregar. Desejamos-vos um caminho melhor.

project_over
Quando o projeto termina
Trouxe o que esperavam?
Sobre o projeto: se alguém perguntar mais tarde o que mostrou, pensamos nisso convosco com gosto.
Os projetos terminam, e o que se aprendeu neles fica.
"""
