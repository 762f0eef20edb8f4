//! Words for the articles: parts of sentences that go together in any choice.

/// What sentences of one language are made of.
pub(crate) struct Prose {
    pub(crate) openings: &'static [&'static str],
    pub(crate) subjects: &'static [&'static str],
    pub(crate) verbs: &'static [&'static str],
    pub(crate) places: &'static [&'static str],
    pub(crate) endings: &'static [&'static str],
}

pub(crate) const FRENCH: Prose = Prose {
    openings: &[
        "Depuis le début de l'été,", "Selon le registre de 1868,", "Après deux années de travaux,",
        "À la demande des riverains,", "Chaque matin, avant l'aube,",
        "Malgré la pluie et le vent d'ouest,", "Au terme d'une longue enquête,",
        "Cette année encore,",
    ],
    subjects: &[
        "le phare de Port-Sablier", "l'association des gardiens",
        "la commission « Littoral & Patrimoine »", "une petite foule venue du bourg",
        "l'atelier des bâtisseurs", "la bibliothèque du quai", "le comité d'histoire locale",
        "une équipe de bénévoles",
    ],
    verbs: &[
        "a rouvert ses portes", "prépare une exposition gratuite",
        "recueille des témoignages inédits", "s'installe pour trois saisons",
        "propose une visite commentée", "a publié les plans d'origine",
        "fait restaurer la lanterne", "rassemble près de 4 200 signatures",
    ],
    places: &[
        "au pied de la falaise", "dans l'ancienne halle aux poissons",
        "le long du sentier des douaniers", "à deux pas de la criée", "sur la jetée nord",
        "derrière l'école des mousses", "près du moulin à marée", "au cœur de la vieille ville",
    ],
    endings: &[
        "et chacun peut y noter ce qu'il voit depuis la plage", "sans attendre la fin du chantier",
        "comme l'avait souhaité le conseil (voir plus bas)",
        "ce que personne n'avait osé depuis 1931", "pour un coût inférieur de 12 % à l'estimation",
        "avec l'aide de l'État et de la région", "si le temps le permet [sic]",
        "malgré l'avis contraire de l'ingénieur en chef",
    ],
};

pub(crate) const ENGLISH: Prose = Prose {
    openings: &[
        "Since the early summer,", "According to the ledger of 1868,", "After two years of work,",
        "At the neighbours' request,", "Every morning before dawn,",
        "In spite of rain and a westerly gale,", "When the inquiry had closed,",
        "Once again this year,",
    ],
    subjects: &[
        "the lighthouse at Sandhaven", "the keepers' association", "the Coast & Heritage board",
        "a small crowd from the village", "the masons' workshop", "the library on the quay",
        "the local history society", "a crew of volunteers",
    ],
    verbs: &[
        "has opened its doors", "is planning a free exhibition", "collects unpublished accounts",
        "settles in for three seasons", "offers a guided walk", "has published the first drawings",
        "is having the lantern restored", "gathered some 4,200 signatures",
    ],
    places: &[
        "at the foot of the cliff", "in the old fish market", "along the coast path",
        "a few steps from the auction hall", "on the north pier", "after the sailors' school",
        "close to the tide mill", "in the heart of the old town",
    ],
    endings: &[
        "and everyone may note what can be seen from the beach",
        "without waiting for the scaffolding to go", "as the council had wished (see below)",
        "which no one had dared since 1931", "for 12% less than the estimate",
        "with help from the state and the county", "if the weather allows it [sic]",
        "against the advice of the \"chief engineer\"",
    ],
};
