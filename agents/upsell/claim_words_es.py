"""What a message about a service may not say in Spanish unless the catalogue or the brand says it; folded (`ñ` is `n`).

The kinds are those of `claim_words.py`.
"""

from agents.upsell.claim_families import Family, family

_DAY = r"(?:hoy|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|fin de (?:semana|mes))"
_PEOPLE = r"(?:clientes|clientas|familias|hogares|vecinos|personas|conductores|socios)"

# fmt: off
FAMILIES: tuple[Family, ...] = (
    family(
        "promises safety that nobody listed", r"(?:totalmente|completamente|absolutamente|perfectamente|100 ?% ) ?segur[oa]s?", r"segur[oa]s? para (?:toda?|tod[oa]s|la familia|los ninos|ninos|mascotas|su familia|cualquier\w*)", r"inofensiv[oa]s?", r"no toxic[oa]s?", r"ecologic[oa]s?", r"natural(?:es)?", r"sin (?:ningun )?riesgos?", r"sin peligro", r"apto para todos",
    ),
    family(
        "claims a certificate or a rank", r"certificad[oa]s?", r"homologad[oa]s?", r"acreditad[oa]s?", r"premiad[oa]s?", r"galardonad[oa]s?", r"numero (?:uno|1)", r"lider(?:es)?", r"(?:el|la|los|las) mejor(?:es)? (?:de|del|taller|servicio|precio|equipo|gimnasio|empresa|opcion)", r"es (?:el|la) mejor", r"expert[oa]s?", r"especialistas?", r"anos de experiencia", r"inmejorable\w*", r"insuperable\w*", r"de confianza",
        r"(?:cientifica|clinica|medica)mente \w+", r"recomendad[oa]s? por", r"avanzad[oa]s?", r"probad[oa]s?",
    ),
    family(
        "promises a result that nobody listed", r"garanti\w+", r"le (?:prometemos|aseguramos)", r"para siempre", r"definitiv[oa]\w*", r"nunca mas", r"de una vez por todas", r"(?:cien por cien|100 ?%)", r"resultados? (?:visibles?|rapid[oa]s?|inmediat[oa]s?|segur[oa]s?)", r"olvidese de", r"sin preocupa\w+", r"tranquilidad (?:total|absoluta)", r"proteccion (?:total|completa)", r"como nuev[oa]", r"elimina\w*", r"reduce \w+ a la mitad", r"duplica\w*", r"perdera \w+ kilos",
    ),
    family(
        "promises money that nobody listed", r"ahorr\w+", r"mas barat[oa]s?", r"descuent\w+", r"rebaja\w*", r"promocion\w*", r"oferta(?:s)? (?:especial|limitada)", r"cupon\w*", r"vale regalo", r"gratis", r"gratuit[oa]s?", r"de regalo", r"(?:por|corre de) (?:nuestra )?cuenta(?: nuestra| de la casa)?", r"regal\w+", r"sin (?:coste|cargo|costo)(?: adicional)?", r"sin (?:permanencia|compromiso|contrato)", r"cancel\w+ (?:cuando|en cualquier)", r"darse de baja cuando", r"primer[oa]? (?:mes|visita|sesion)(?: \w+){0,2} (?:gratis|gratuit[oa]|incluid[oa])",
        r"mejor precio", r"precio especial", r"financia\w+", r"a plazos", r"se paga sol[oa]", r"mes de prueba", r"reembols\w+",
    ),
    family(
        "presses for a decision", r"(?:actue|llame(?:nos)?|reserve|compre|contrate|decida(?:se)?|aproveche\w*) (?:\w+ ){0,3}(?:ya|ahora|hoy|cuanto antes)", r"(?:solo|unicamente) (?:hoy|ahora|esta semana|hasta|por (?:poco )?tiempo|quedan|\d+ )", r"quedan (?:muy )?(?:pocas?|pocos|solo|ultim[oa]s) (?:\w+)?", r"ultima oportunidad", r"ultim[oa]s (?:plazas|dias|huecos)", r"antes de que sea (?:demasiado )?tarde", r"demasiado tarde", r"no (?:espere|lo deje|pierda|dude|se lo pierda)(?! nada)", r"plazas limitadas", r"tiempo limitado", r"hasta agotar", r"valid[oa]s? (?:solo )?hasta", r"hasta (?:el )?(?:fin|final) de",
        r"(?:oferta|precio|promocion) (?:termina|acaba|caduca|vence)", rf"(?:antes|hasta) (?:del?|el) {_DAY}", r"urgente\w*", r"inmediatamente", r"cuanto antes", r"ahora mismo", r"(?<!no )tiene que (?:decid|actu|llam|reserv|hac|compr|contrat)\w*", r"(?<!no )debe (?:decid|actu|llam|reserv|hac|compr|contrat)\w*", r"dese prisa", ever=True,
    ),
    family(
        "frightens the reader", r"sin (?:esta|este|esa|ese) \w+,? (?:puede|podria|se arriesga)\w*", r"quedar\w* tirad\w+", r"peligr\w+", r"accidentes?", r"enfermedad\w*", r"enferm\w+", r"danos?(?: graves| costosos)?", r"danar\w*", r"destru\w+", r"plagas?", r"infestacion\w*", r"veneno\w*", r"riesgos?", r"amenaz\w+", r"pesadilla\w*", r"asqueros\w+", r"averias? (?:car|grav|costos)\w+", r"mort\w+", r"muerte\w*", r"sufr\w+", r"grave(?:s|mente)?", r"catastrof\w+", r"moho",
    ),
    family(
        "speaks of other customers or companies", rf"(?:otr[oa]s|much[oa]s|tod[oa]s|miles de|cientos de|la mayoria de|nuestr[oa]s) (?:\w+ ){{0,2}}?{_PEOPLE}", r"ningun[oa]? otr[oa] \w+", r"del mercado", r"de la (?:ciudad|region|zona)", r"la competencia", r"competidor\w+", r"otr[oa]s (?:talleres|empresas|gimnasios|companias)", r"a diferencia de", r"mas (?:vendid|popular|solicitad)\w+", r"popular(?:es)?", r"en (?:su|tu) (?:calle|barrio|zona|vecindario)", r"vecinos", ever=True,
    ),
    family(
        "speaks of data that the customer does not know we keep", r"segun nuestros (?:datos|registros|archivos|sistemas)", r"nuestros (?:datos|registros|sistemas) (?:muestran|dicen|indican)", r"client[ea]s? (?:muy )?(?:valios|important|especial|preferent|vip)\w*", r"valor de cliente", r"clientes (?:parecidos|similares|como usted)", r"(?:hemos visto|vemos|notamos) que (?:usted )?(?:ha )?(?:gast|abri|visit|pag)\w+", r"algoritmo\w*", r"puntuacion de satisfaccion", ever=True,
    ),
    family(
        "promises a time or a place that nobody listed", r"(?:pasaremos|iremos|vendremos|llamaremos|estaremos|visitaremos|llegaremos)(?: \w+){0,5}", rf"(?:el|este|proximo) {_DAY}", r"24 ?horas(?: al dia)?", r"24/7", r"en (?:menos de )?\w+ (?:minutos|horas)", r"el mismo dia", r"(?:le|te) hemos (?:reservado|apuntado|guardado|dado cita)", r"a las \d+", r"su cita (?:es|esta|sera)",
    ),
    family(
        "speaks of a complaint or of something that went wrong", r"(?:sentimos|lamentamos) (?:mucho|lo|que|las|los|el|la)\b", r"lo siento", r"disculp\w+", r"perdon\w*", r"salio mal", r"quej\w+", r"reclamacion\w*", r"molesti\w+", r"decepcion\w+", r"insatisf\w+", r"no (?:\w+ )?(?:contento|satisfech|content)\w*", r"nuestro error", r"nuestra culpa", r"retraso\w*", r"compensar\w*", ever=True,
    ),
)
# fmt: on
