"""What a commune may choose: which words mean the same."""

from communesplone.core import _
from zope import schema
from zope.interface import Interface


SYNONYMS = [
    "carte d’identité = CI = eID = carte identité électronique = cni",
    "portefeuille = carte d’identité perdue = sac volé",
    "poubelle = déchet = immondices = ordures = sac poubelle",
    "parc à conteneurs = recyparc = déchetterie",
    "permis de bâtir = permis d’urbanisme = permis de construire",
    "carport = car-port = abri = annexe",
    "trou = nid de poule = voirie = route",
    "déménagement = emménager = déménager = changement d’adresse",
    "domicilier = domiciliation = domicile = changement d’adresse",
    "handicapé = handicap = personne handicapée = PMR",
    "parking = stationnement = se garer",
    "horaire = heures d’ouverture = ouvert = guichet",
    "décès = décédé = mort = mourir = enterrement",
    "naissance = naître = bébé = nouveau-né",
    "passeport = passport",
    "conteneur = container",
    "bonnes vie et mœurs = casier judiciaire = certificat de bonne conduite",
    "matelas = encombrants = meubles",
    "CPAS = aide sociale = centre public d’action sociale",
    "identiteitskaart = eID = ID kaart",
    "bouwvergunning = stedenbouwkundige vergunning = omgevingsvergunning",
    "containerpark = recyclagepark",
    "gemeentehuis = stadhuis",
    "strafblad = strafregister = goed gedrag en zeden",
    "Personalausweis = Perso = Ausweis = eID",
    "geklaut = gestohlen",
    "umgezogen = Umzug = ummelden",
    "gestorben = Sterbefall = Todesfall",
    "Baby = Kind = Neugeborenes",
    "Recyclingpark = Containerpark = Wertstoffhof",
    "Saal mieten = Saal reservieren",
]


class ISearchSettings(Interface):
    """Settings of communesplone.search, in the site's registry."""

    synonyms = schema.List(
        title=_("Words that mean the same"),
        description=_("One group a line, with = between: identity card = ID = eID"),
        value_type=schema.TextLine(max_length=400),
        default=SYNONYMS,
        required=False,
    )
