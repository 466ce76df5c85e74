"""What the letters say of one particular, in French. Data only; the lines are those of `Particular`."""

TEXTS = """
rise
Au sujet de la hausse de prix
Qu'est-ce qui l'aurait rendue acceptable : être prévenus à temps, une explication, ou une hausse plus faible ?
Pour revenir à la hausse : nous préférons partir de ce que vous utilisez plutôt que de défendre un chiffre. Dites-nous ce qui aurait été supportable, et nous répondrons clairement par oui ou par non.
Si vous voulez savoir un jour où en est le prix, demandez-le, et la première ligne de la réponse le donnera.

rise_unannounced
Au sujet de la hausse de prix
Une explication donnée à temps aurait-elle suffi, ou la hausse elle-même était-elle trop forte ?
Pour revenir à la hausse : vous n'auriez pas dû la découvrir sans explication. Dites-nous ce qui aurait été supportable, et nous répondrons clairement par oui ou par non.
Nous retenons qu'une hausse doit venir avec sa raison. Si vous voulez encore la connaître, une ligne suffit.

per_seat
Quand chaque personne coûte en plus
Qui avait besoin de son propre accès, et qui passait seulement de temps en temps ?
Sur le paiement par personne : envoyez-nous en gros qui fait quoi. Nous le parcourons avec vous et disons si un autre calcul aurait convenu, ou non.
Si la taille de votre équipe change, nous referons volontiers ce calcul ensemble.

plan
Ce que seule la grande formule avait
De quel élément précis de la grande formule aviez-vous besoin ?
À propos de la formule : nommez la partie que vous auriez payée seule. Si elle ne va pas sans le reste, nous le dirons en une ligne.
Si vous rencontrez le même mur ailleurs, nous serions curieux de savoir comment on l'y a réglé.

contract
Au sujet de l'engagement
Était-ce la durée, le préavis, ou le fait de devoir décider si tôt ?
À propos du contrat : décrivez la durée qui aurait convenu à votre façon de travailler. Une personne qui a son mot à dire vous répond, et un non sera dit comme un non.
Que le prochain papier que vous signerez vous aille mieux.

budget
Quand le budget est réduit
Tout a-t-il été coupé, ou un périmètre plus petit aurait-il survécu ?
À propos du budget : s'il en reste une partie, citez la seule chose qui manque à votre équipe. Nous dirons franchement si cela suffit, et nous en resterons là sinon.
Les budgets reviennent à leur rythme. D'ici là, nous ne vous courrons pas après.
C'est une raison légitime de partir, et vous n'avez pas à la justifier.

unused
Payer pour ce qui ne sert pas
Quelle partie était ouverte, et laquelle personne n'a-t-il touchée ?
Pour revenir à ce qui ne servait pas : peut-être que peu de personnes en avaient besoin. Dites-nous lesquelles et pour quoi faire, et nous décrirons un cadre plus petit.
Mieux vaut arrêter que payer une pièce vide. Si le besoin grandit, vous savez où nous trouver.

integration
La connexion qu'il vous fallait
Quel système était-ce, et que devait-il passer entre les deux ?
À propos de cette connexion : décrivez les deux côtés et un exemple. Une personne qui connaît bien le produit répondra par écrit sur ce qui marche aujourd'hui et ce qui ne marche pas.
Si les deux systèmes ne se parlent toujours pas là où vous êtes, nous y réfléchirons volontiers avec vous.

outage
Quand plus rien ne marchait
De quoi aviez-vous besoin de notre part dans ces heures-là, sans l'obtenir ?
À propos de la panne : demandez ce que vous voulez encore savoir. Une personne technique écrira ce qu'il y avait derrière, ou reconnaîtra que nous ne le savons pas.
Nous n'avons pas oublié que votre travail s'est arrêté à cause de nous.

slow
Quand il fallait attendre
Où était-ce le plus long : ouvrir, chercher ou enregistrer ?
À propos de l'attente : dites-nous ce que contenait la page et à peu près combien de données. Une personne technique regarde ce cas et écrit ce qui le freinait.
Personne ne devrait aller chercher un café pendant qu'une page s'ouvre. Merci de l'avoir dit.

unreliable
Quand cela ne marchait pas
Qu'est-ce que cela bloquait chez vous à chaque fois ?
À propos de ce qui tombait : envoyez-nous le cas qui vous a le plus coûté. Une personne technique écrira ce qu'il y avait derrière, ou reconnaîtra que nous ne le savons pas.
Quel que soit l'outil que vous avez maintenant, nous espérons qu'il fait simplement ce qu'il doit.

mobile
Sur téléphone ou tablette
Quelle tâche devrait y marcher en premier ?
À propos du téléphone ou de la tablette : dites-nous lequel c'était et ce qu'il affichait quand cela échouait. Nous verrons ce qui devrait marcher, et si cela marche.
Ce qui doit marcher en déplacement ne sert à rien quand cela n'y marche pas. Merci de l'avoir dit.

security
Ce que demandait votre sécurité
Était-ce tout ce qui était demandé, ou la liste était-elle plus longue ?
Pour revenir à ce qui était demandé : envoyez-nous la liste telle que vos collègues l'ont écrite. Nous y répondrons ligne par ligne, y compris celles que nous ne remplissons pas.
Votre équipe avait raison d'insister. Sa liste reste la bienvenue.

reporting
Le rapport qui vous manquait
De quel rapport aviez-vous besoin, et qui l'attendait ?
À propos de ce rapport : un croquis ou un vieux tableau suffit. Vous saurez par écrit si cela se fait aujourd'hui, et comment.
Que votre prochain rapport prenne quelques minutes et non une soirée.

permissions
Qui peut voir et faire quoi
Est-ce la seule étape qui manquait, ou y en a-t-il d'autres de ce genre ?
Sur les droits et les validations : notez les rôles tels qu'ils sont chez vous, même les plus étranges. Nous les comparons à ce que le produit connaît et signalons chaque manque.
Si les rôles deviennent plus simples chez vous ou plus fins chez nous, un second regard en vaudra peut-être la peine.

fields
Votre façon de travailler, et la nôtre
Laquelle de vos étapes n'entrait pas dans ce que nous avions prévu ?
Pour l'adapter : envoyez un dossier réel avec les détails changés. Nous essayons de le construire à votre manière, et montrons où cela casse.
Un outil devrait suivre le travail. Nous regrettons que ce fût l'inverse.

removed
Ce que nous avons retiré
Qu'en faisiez-vous, et que faites-vous à la place ?
À propos de ce qui a disparu : dites-nous à quelle fréquence vous vous en serviez, et pour quoi. Cela va à ceux qui l'ont décidé, et vous recevrez leur réponse telle quelle.
Vous aviez l'habitude d'une chose qui marchait, et nous l'avons changée. C'est de notre fait.

language
Dans une langue qui vous convient
Qu'est-ce qui en souffrait : vos propres équipes, ou ce que voyaient vos clients ?
À propos de la langue : nommez les écrans ou les documents qui comptaient. Pour chacun nous dirons s'il existe, sans embellir.
Nous aurions aimé mieux parler votre langue.

import
Là où l'import a bloqué
Quel fichier ou quel système n'entrait pas, et que se passait-il alors ?
À propos de l'import : envoyez un exemple avec des lignes inventées. Une personne le regarde et vous dit pourquoi cela échouait, au lieu d'un article de plus.
Les vieilles données sont une mauvaise raison de rester ou de partir. Si vous réessayez un jour, commençons par leur reprise.

leaving
Quand partir est devenu compliqué
Reste-t-il quelque chose d'ouvert aujourd'hui, un formulaire, une confirmation ou un paiement ?
Au sujet de la résiliation : répondez avec ce qu'on vous a dit, et à peu près quand. Une personne qui peut décider y veille et vous le confirme par écrit.
Partir aurait dû être aussi simple que venir. Merci d'avoir dit clairement où cela ne l'était pas.
Vous n'auriez pas dû avoir à demander deux fois, et nous en sommes désolés.

person_left
Quand la personne qui savait s'en va
Qui s'occupe de ce travail maintenant, et qu'est-ce qui aiderait le plus cette personne ?
Pour revenir à ce départ : un nouveau début partirait de la personne qui a la tâche aujourd'hui et d'un vrai travail, pas d'un manuel.
La personne qui héritera un jour de cette tâche peut nous écrire sans rien connaître de l'histoire.

support
La réponse que vous attendiez
Quelle question est restée sans vraie réponse ?
Pour revenir à votre question : renvoyez-la comme vous la poseriez, et quelqu'un qui peut décider répondra, même si cela fait longtemps.
Vous n'auriez pas dû attendre. Ce que vous écrirez ici arrive chez une personne, pas dans une file.

complicated
Plus difficile que nécessaire
Quelle tâche aurait dû être simple et ne l'était pas ?
À propos de cette tâche : nous la ferions avec les personnes qui travaillent dessus, et ne nous arrêterions que quand elle se fait sans nous.
Si c'était trop, c'était trop. Cela dit quelque chose de nous et rien de votre équipe.

time
Pas le temps de le mettre en place
Qu'est-ce qui aurait dû être prêt dès le premier jour ?
À propos de la mise en place : nommez la liste ou le modèle dont votre équipe se serait servie d'abord. Nous dirons combien de temps cela prend avec notre aide, et ce qu'il vous faudrait apporter.
Il n'y a jamais de bonne semaine pour ces choses. S'il en vient une plus calme, nous commencerons petit.

adoption
Quand l'équipe ne suit pas
À quoi vos collègues sont-ils revenus, et qu'est-ce qui leur plaisait là-dedans ?
À propos de votre équipe : demandez une seule raison à la personne qui l'aimait le moins, et envoyez-la-nous telle quelle. Cela vaut mieux que n'importe quel sondage.
Un outil que l'on évite ne mérite pas d'être gardé, d'où qu'il vienne.

group
Une décision du groupe
Seriez-vous restés si la décision vous avait appartenu ?
Puisque le groupe décide, il n'y a rien à discuter. Si un besoin de l'une de vos équipes n'est pas couvert par l'outil du groupe, dites-nous lequel.
Nous vous souhaitons un passage facile à l'outil du groupe.
Une décision du groupe, vous n'avez pas à la justifier.

cheaper
Un outil moins cher
Fait-il tout ce dont vous avez besoin, ou avez-vous renoncé à quelque chose pour ce prix ?
À propos de cet outil : nous n'en dirons pas de mal. S'il lui manque quelque chose, dites-nous quoi, et nous répondrons honnêtement si nous l'avons.
S'il fait le même travail pour moins, vous avez bien choisi.

suite
Tout au même endroit
Que vous épargne le fait de n'avoir qu'une adresse pour tout ?
À propos de cet outil unique : si l'un de ses coins s'avère trop mince pour votre travail, nommez-le, et nous dirons s'il mérite un second outil.
Une connexion de moins, cela compte, et nous le comprenons.

in_house
Fait par vous-mêmes
Que fait le vôtre que rien d'acheté ne fait ?
À propos de votre propre outil : s'il devient un poids pour ceux qui l'ont construit, nous regarderons volontiers ce qui vaut d'être acheté et ce qui ne le vaut pas.
Bravo à ceux qui l'ont construit. Qu'il vous serve longtemps.

sold
Après le rachat
Reste-t-il quelque chose à transmettre de votre côté ?
Si les nouveaux propriétaires ont des questions sur ce que vous aviez chez nous, donnez-leur cette adresse. Il n'y a rien à vendre là-dedans.
Nous souhaitons une bonne place sous le nouveau toit à tous ceux qui sont venus avec vous.

retiring
Bien mérité
Souhaitez-vous garder quelque chose de votre compte avant sa fermeture ?
À propos de vos documents : dites-nous ce qu'un successeur ou le fisc pourrait encore demander, et nous dirons comment le conserver.
Profitez bien du temps qui s'ouvre à vous. Vous l'avez plus que mérité, et personne ici ne viendra le troubler.

insolvent
Quand cela ne pouvait plus continuer
À qui devons-nous nous adresser pour ce qui reste ouvert ?
Si un administrateur a pris la suite, donnez-lui cette adresse. La personne qui liquide reçoit de nous chaque document, sans discussion.
Vous et vos équipes avez assez à porter. Nous vous souhaitons un meilleur chemin.

project_over
Quand le projet se termine
A-t-il apporté ce que vous en espériez ?
À propos du projet : si quelqu'un demande plus tard ce qu'il a montré, nous serons heureux d'y répondre avec vous.
Les projets finissent, et ce que l'on y a appris reste.
"""
