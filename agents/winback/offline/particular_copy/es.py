"""What the letters say of one particular, in Spanish. Data only; the lines are those of `Particular`."""

TEXTS = """
rise
Sobre la subida de precio
¿Qué la habría hecho aceptable: un aviso a tiempo, una explicación o un paso más pequeño?
Volviendo a la subida: preferimos partir de lo que ustedes usan que defender una cifra. Dígannos con qué habrían podido vivir y responderemos claramente que sí o que no.
Si algún día quieren saber en qué está el precio, pregunten, y la primera línea de la respuesta lo dirá.

rise_unannounced
Sobre la subida de precio
¿Habría bastado con explicarla a tiempo, o la subida en sí era demasiado?
Volviendo a la subida: no debería haberles llegado sin explicación. Dígannos con qué habrían podido vivir y responderemos claramente que sí o que no.
Nos llevamos que una subida tiene que venir con su motivo. Si todavía quieren conocerlo, basta una línea.

per_seat
Cuando cada persona cuesta más
¿Quién necesitaba un acceso propio y quién solo entraba de vez en cuando?
Sobre pagar por persona: envíennos a grandes rasgos quién hace qué. Lo repasamos con ustedes y decimos si otra forma de contar habría encajado o no.
Si cambia el tamaño de su equipo, con gusto volvemos a hacer esa cuenta juntos.

plan
Lo que solo tenía el plan grande
¿Qué parte concreta del plan grande necesitaban?
Sobre el plan: nombren la parte por la que habrían pagado sola. Si no se puede tener sin el resto, lo diremos en una línea.
Si se topan con el mismo muro en otro sitio, una línea sobre ello nos enseñaría algo.

contract
Sobre el compromiso
¿Fue la duración, el preaviso, o tener que decidir con tanta antelación?
Sobre el contrato: describan la duración que habría ido bien con su forma de trabajar. Responde alguien con voz en ello, y un no se dirá como un no.
Para su próximo contrato de este tipo les deseamos una duración que les vaya mejor.

budget
Cuando se recorta el presupuesto
¿Se recortó todo o habría sobrevivido un alcance más pequeño?
Sobre el presupuesto: si queda una parte, nombren lo único que su equipo echa de menos. Diremos con franqueza si eso solo tiene sentido, y si no, lo dejaremos ahí.
Los presupuestos vuelven a su ritmo. Hasta entonces no iremos detrás de ustedes.
Es una razón justa para irse, y no tienen que justificarla.

unused
Pagar por lo que no se usa
¿Qué parte abría la gente y cuál no tocó nadie?
Volviendo a lo que no se usaba: quizá solo lo necesitaban unos pocos. Dígannos quiénes y para qué, y describiremos cómo sería algo más pequeño.
Es mejor parar que pagar una sala vacía. Si la necesidad crece, saben dónde estamos.

integration
La conexión que necesitaban
¿Qué sistema era y qué debía pasar entre los dos?
Sobre esa conexión: describan ambos lados y un ejemplo. Una persona que conoce bien el producto responderá por escrito qué funciona hoy y qué no.
Si los dos sistemas siguen sin hablarse donde están ahora, con gusto lo pensamos con ustedes.

outage
Cuando no funcionaba nada
¿Qué necesitaban de nosotros en esas horas y no recibieron?
Sobre la caída: pregunten lo que todavía quieran saber. Una persona técnica escribirá qué había detrás, o reconocerá que no lo sabemos.
No hemos olvidado que su trabajo se detuvo por nuestra culpa.

slow
Cuando tocaba esperar
¿Dónde tardaba más: al abrir, al buscar o al guardar?
Sobre la espera: dígannos qué había en la página y más o menos cuántos datos. Una persona técnica mira ese caso y escribe qué lo frenaba.
Nadie debería ir a por un café mientras se abre una página. Gracias por decirlo.

unreliable
Cuando no funcionaba
¿Qué trabajo se quedaba parado cada vez?
Sobre lo que fallaba: envíennos el caso que más les costó. Una persona técnica escribirá qué había detrás, o reconocerá que no lo sabemos.
Usen lo que usen ahora, esperamos que simplemente haga lo que debe.

mobile
En el teléfono o la tableta
¿Qué tarea tendría que funcionar allí primero?
Sobre el teléfono o la tableta: dígannos cuál era y qué mostraba cuando fallaba. Con eso vemos qué tendría que funcionar, y si funciona.
Lo que tiene que funcionar fuera no sirve de nada si allí no funciona. Gracias por decirlo.

security
Lo que pedía su equipo de seguridad
¿Era todo lo que pedía su equipo, o la lista era más larga?
Volviendo a lo que se pedía: envíennos la lista tal como la escribieron sus colegas. La responderemos línea por línea, también las que no cumplimos.
Su equipo hizo bien en insistir. Su lista sigue siendo bienvenida.

reporting
Las cifras que les faltaban
¿Qué cifra necesitaban y quién la esperaba?
Sobre esas cifras: basta un boceto o una hoja antigua. Sabrán por escrito si eso se puede hacer hoy y cómo.
Que su próximo informe les lleve minutos y no una tarde.

permissions
Quién puede ver y hacer qué
¿Era ese el único paso que faltaba, o hay otros parecidos?
Sobre permisos y aprobaciones: anoten los roles como son de verdad en su casa, también los raros. Los comparamos con lo que el producto conoce y señalamos cada hueco.
Si los roles se simplifican allí o se afinan aquí, quizá merezca una segunda mirada.

fields
Cómo trabajan y cómo les hicimos trabajar
¿Qué paso suyo no cabía en lo que teníamos previsto?
Sobre adaptarlo: envíen un caso real con los datos cambiados. Intentamos montarlo a su manera y les mostramos dónde se rompe.
Una herramienta debería seguir al trabajo. Sentimos que fuera al revés.

removed
Lo que quitamos
¿Qué hacían con ello y qué hacen ahora en su lugar?
Sobre lo que desapareció: dígannos cada cuánto lo usaban y para qué. Llega a quienes lo decidieron, y ustedes reciben su respuesta tal cual.
Estaban acostumbrados a algo que iba bien y lo cambiamos. Eso es cosa nuestra.

language
En un idioma que les sirva
¿Quién lo sufría: su propia gente o lo que veían sus clientes?
Sobre el idioma: nombren las pantallas o los documentos que importaban. De cada uno diremos si existe, sin adornos.
Nos habría gustado hablar mejor su idioma.

import
Donde se atascó la importación
¿Qué archivo o sistema no entraba y qué pasaba entonces?
Sobre la importación: envíen una muestra con filas inventadas. Una persona la mira y les dice por qué fallaba, en lugar de un artículo más.
Los datos viejos son mala razón para quedarse o irse. Si algún día lo intentan de nuevo, empecemos por trasladarlos.

leaving
Cuando irse se hizo difícil
¿Queda algo abierto hoy, como un formulario, una confirmación o un pago?
Sobre la baja: respondan con lo que les dijeron y más o menos cuándo. Alguien que puede decidir se asegura de que está hecha y lo confirma por escrito.
Irse tendría que haber sido tan fácil como venir. Gracias por decir con claridad dónde no lo fue.
No tendrían que haberlo pedido dos veces, y sentimos que fuera así.

person_left
Cuando se va quien lo conocía
¿Quién se encarga ahora de ese trabajo y qué le ayudaría más?
Volviendo a la persona que se fue: un nuevo comienzo partiría de quien tiene hoy la tarea y de un trabajo real, no de un manual.
Quien herede algún día esa tarea puede escribirnos sin saber nada de la historia.

support
La respuesta que esperaban
¿Qué pregunta nunca tuvo una respuesta de verdad?
Volviendo a su pregunta: envíenla otra vez como la dirían, y alguien que puede decidir responderá, por mucho tiempo que haya pasado.
No debieron esperar. Lo que escriban aquí llega a una persona y no a una cola.

complicated
Más difícil de lo necesario
¿Qué tarea debía ser sencilla y no lo era?
Sobre esa tarea: la haríamos con quienes trabajan en ella y no pararíamos hasta que salga sin nosotros.
Si fue demasiado, fue demasiado. Eso dice algo de nosotros y nada de su equipo.

time
Sin tiempo para ponerlo en marcha
¿Qué tendría que haber estado listo el primer día?
Sobre la puesta en marcha: nombren la lista o plantilla que su equipo habría usado primero. Diremos cuánto lleva con nuestra ayuda y qué tendrían que aportar.
Nunca hay una buena semana para estas cosas. Si llega una más tranquila, empezamos en pequeño.

adoption
Cuando el equipo no lo adopta
¿A qué volvió la gente y qué le gustaba de ello?
Sobre su equipo: pidan una sola razón a quien menos le gustaba y envíennosla tal como la dijo. Vale más que cualquier encuesta.
Una herramienta que la gente evita no merece quedarse, sea de quien sea.

group
Una decisión del grupo
¿Se habrían quedado si la decisión hubiera sido suya?
Como decide el grupo, no hay nada que discutir. Si uno de sus equipos necesita algo que la herramienta del grupo no cubre, dígannos qué es.
Les deseamos un paso fácil a la herramienta del grupo.
Una decisión del grupo no tienen que justificarla.

cheaper
Una herramienta más barata
¿Hace todo lo que necesitan o renunciaron a algo por ese precio?
Sobre esa herramienta: no hablaremos mal de ella. Si resulta que le falta algo, dígannos qué, y responderemos con honestidad si lo tenemos.
Si hace lo mismo por menos, eligieron bien.

suite
Una herramienta para todo
¿Qué les ahorra tenerlo todo en un solo sitio?
Sobre tenerlo todo junto: si algún rincón resulta flojo para su trabajo, nómbrenlo y diremos si merece una segunda herramienta.
Un acceso menos vale algo, y lo entendemos.

in_house
Hecho por ustedes
¿Qué hace la suya que nada comprado hace?
Sobre su propia herramienta: si se vuelve una carga para quien la hizo, miramos con gusto qué conviene comprar y qué no.
Nuestro respeto a quien la construyó. Que les sirva mucho tiempo.

sold
Después de la compra
¿Queda algo por entregar por su parte?
Si los nuevos dueños tienen preguntas sobre lo que tenían con nosotros, pásenles esta dirección. No hay nada que vender en eso.
Deseamos un buen lugar bajo el nuevo techo a todos los que llegaron con ustedes.

retiring
Bien merecido
¿Quieren conservar algo de su cuenta antes de que se cierre?
Sobre sus documentos: dígannos qué podría pedir todavía un sucesor o el fisco, y diremos cómo conservarlo.
Disfruten del tiempo que viene después del trabajo. Se lo han ganado de sobra, y nadie aquí va a interrumpirlo.

insolvent
Cuando no pudo seguir
¿A quién debemos dirigirnos por lo que queda abierto?
Si un administrador se ha hecho cargo, pásenle esta dirección. Quien liquida recibe de nosotros cada documento sin discusión.
Ustedes y su gente ya tienen bastante encima. Les deseamos un camino mejor.

project_over
Cuando termina el proyecto
¿Trajo lo que esperaban?
Sobre el proyecto: si alguien pregunta más adelante qué mostró, con gusto lo pensamos con ustedes.
Los proyectos terminan, y lo que se aprendió en ellos se queda.
"""
