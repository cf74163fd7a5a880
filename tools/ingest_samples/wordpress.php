<?php
/**
 * Fills a fresh WordPress with demonstration content and writes its own export (WXR).
 *
 *     php wordpress.php FOLDER_OF_WORDPRESS FOLDER_OF_PICTURES TARGET.xml
 *
 * Called by wordpress.py. Everything in it is invented.
 */
[$script, $wordpress, $pictures, $target] = $argv;
$_SERVER['HTTP_HOST'] = 'ancien.example';
$_SERVER['REQUEST_URI'] = '/';
define('WP_INSTALLING', true);
require "$wordpress/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
require_once ABSPATH . 'wp-admin/includes/export.php';

wp_install('Commune de démonstration', 'webmestre', 'webmestre@ancien.example', true, '', wp_generate_password());
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
update_option('timezone_string', 'Europe/Brussels');
global $wp_rewrite;
$wp_rewrite->init();
foreach (get_posts(['post_type' => 'any', 'post_status' => 'any', 'numberposts' => -1]) as $old) {
    wp_delete_post($old->ID, true);
}
// What Polylang adds to WordPress, under the names that it gives them: a language and a group of
// translations for each post, both taxonomies, so that they are in its export.
foreach (['language' => 'Language', 'post_translations' => 'Translations'] as $name => $label) {
    register_taxonomy($name, ['post', 'page', 'attachment'], ['label' => $label, 'public' => true]);
}
wp_insert_term('Français', 'language', ['slug' => 'fr']);
wp_insert_term('Nederlands', 'language', ['slug' => 'nl']);
function language(int $post, string $language, string $group = ''): void {
    wp_set_object_terms($post, $language, 'language');
    if ($group) {
        wp_set_object_terms($post, $group, 'post_translations');
    }
}
// A fixed date, so that a new export differs little from the one before.
function entry(array $fields): int {
    $fields += [
        'post_status' => 'publish', 'post_author' => 1, 'post_type' => 'page',
        'post_date' => '2019-05-06 10:00:00', 'comment_status' => 'closed',
    ];
    kses_remove_filters();
    return wp_insert_post(wp_slash($fields), true);
}
function attachment(string $file, string $type, string $title, string $alt = '', int $parent = 0): int {
    global $pictures;
    $upload = wp_upload_bits($file, null, file_get_contents("$pictures/$file"), '2019/05');
    $id = wp_insert_attachment([
        'post_mime_type' => $type, 'post_title' => $title, 'post_status' => 'inherit',
        'post_date' => '2019-05-06 09:00:00', 'post_author' => 1,
    ], $upload['file'], $parent);
    wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $upload['file']));
    if ($alt) {
        update_post_meta($id, '_wp_attachment_image_alt', $alt);
    }
    return $id;
}

$bridge = attachment('pont.png', 'image/png', 'Le pont', 'Un pont à trois arches dessiné');
$tree = attachment('arbre.png', 'image/png', 'Un arbre', 'Un arbre dessiné sur une colline');
$house = attachment('maison.png', 'image/png', 'Maison');
$rules = attachment('reglement.pdf', 'application/pdf', 'Règlement du cimetière');
[$bridge_url, $tree_url, $house_url, $rules_url] = array_map('wp_get_attachment_url', [$bridge, $tree, $house, $rules]);

$home = entry(['post_title' => 'Bienvenue', 'post_name' => 'bienvenue', 'post_content' =>
    "<!-- wp:paragraph --><p>Bienvenue sur le site de démonstration. Voyez <a href=\"/vivre-ici/dechets/\">les déchets</a> et <a href=\"https://ancien.example/2019/05/travaux-rue-du-moulin/\">les travaux</a>.</p><!-- /wp:paragraph -->"]);
$living = entry(['post_title' => 'Vivre ici', 'post_name' => 'vivre-ici', 'post_content' =>
    '<p>Tout pour la vie de tous les jours.</p>', 'menu_order' => 1]);
entry(['post_title' => 'Déchets', 'post_name' => 'dechets', 'post_parent' => $living, 'post_content' => <<<HTML
<!-- wp:paragraph -->
<p>Les collectes ont lieu le matin.</p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2>Jours de collecte</h2>
<!-- /wp:heading -->
<!-- wp:table -->
<figure class="wp-block-table"><table><thead><tr><th>Quartier</th><th>Ordures</th><th>Papier</th></tr></thead><tbody><tr><td>Centre</td><td>lundi</td><td>1er mardi</td></tr><tr><td>Gare</td><td>mardi</td><td>2e mardi</td></tr></tbody></table><figcaption>Collectes par quartier</figcaption></figure>
<!-- /wp:table -->
<!-- wp:heading -->
<h2>Questions</h2>
<!-- /wp:heading -->
<details><summary>Quand sortir le sac ?</summary><p>La veille, après 18 h.</p></details>
<details><summary>Et un jour férié ?</summary><p>La collecte passe au lendemain.</p></details>
<p>Ancienne page : <a href="/vivre-ici/compost/">le compost</a>.</p>
HTML
]);
entry(['post_title' => 'En images', 'post_name' => 'en-images', 'post_parent' => $living, 'post_content' =>
    "<p>La commune dessinée.</p>\n[gallery ids=\"$bridge,$tree\"]\n<p>Et une maison :</p>\n<p><img class=\"alignnone wp-image-$house\" src=\"$house_url\" alt=\"\" width=\"120\" height=\"80\" /></p>\n[caption id=\"attachment_$bridge\" align=\"aligncenter\" width=\"160\"]<img class=\"wp-image-$bridge\" src=\"$bridge_url\" alt=\"Le pont, encore\" width=\"160\" height=\"120\" /> Le pont vu du moulin[/caption]"]);
entry(['post_title' => 'Nous écrire', 'post_name' => 'contact', 'menu_order' => 2, 'post_content' => <<<HTML
<p>Le service est ouvert le matin. Écrire à <a href="mailto:exemple.personne@gmail.com">exemple.personne@gmail.com</a>.</p>
[contact-form-7 id="5" title="Formulaire de contact"]
<form action="/envoyer" method="post"><label>Votre nom <input name="nom"></label><button>Envoyer</button></form>
<iframe src="https://www.youtube.com/embed/abcdefghijk" title="La commune en film" width="560" height="315"></iframe>
<iframe src="https://carte.example/plan" width="400" height="300"></iframe>
<script>document.write("suivi");</script>
<p>Exemple de numéro à ne pas publier : 00.00.00-000.97</p>
HTML
]);
entry(['post_title' => 'Cimetière', 'post_name' => 'cimetiere', 'post_content' =>
    "<h2>Règlement</h2><p>Le <a href=\"$rules_url\">règlement du cimetière (PDF)</a> s’applique.</p>"]);
entry(['post_title' => 'Page en préparation', 'post_name' => 'brouillon', 'post_status' => 'draft', 'post_content' => '<p>Pas encore prête.</p>']);
entry(['post_title' => 'Réservé au personnel', 'post_name' => 'personnel', 'post_password' => 'secret', 'post_content' => '<p>Pour le personnel.</p>']);

// Questions and answers as usual extensions write them.
entry(['post_title' => 'Questions fréquentes', 'post_name' => 'questions-frequentes', 'post_content' => <<<HTML
<!-- wp:paragraph -->
<p>Avant d’appeler, lisez ceci.</p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2>Carte d’identité</h2>
<!-- /wp:heading -->
<!-- wp:yoast/faq-block -->
<div class="schema-faq wp-block-yoast-faq-block"><div class="schema-faq-section" id="faq-question-1"><strong class="schema-faq-question">Faut-il un rendez-vous ?</strong> <p class="schema-faq-answer">Non, venez le matin.</p> </div> <div class="schema-faq-section" id="faq-question-2"><strong class="schema-faq-question">Combien de photos ?</strong> <p class="schema-faq-answer">Une seule, voir <a href="/cimetiere/">cette page</a>.</p> </div> </div>
<!-- /wp:yoast/faq-block -->
<!-- wp:heading -->
<h2>Voirie</h2>
<!-- /wp:heading -->
<!-- wp:accordion -->
<div class="wp-block-accordion"><!-- wp:accordion-item -->
<div class="wp-block-accordion-item"><h3 class="wp-block-accordion-heading"><button type="button" class="wp-block-accordion-heading__toggle"><span class="wp-block-accordion-heading__toggle-title">Qui répare un trottoir ?</span><span class="wp-block-accordion-heading__toggle-icon" aria-hidden="true">+</span></button></h3><div role="region" class="wp-block-accordion-panel"><!-- wp:paragraph -->
<p>Le service des travaux.</p>
<!-- /wp:paragraph --></div></div>
<!-- /wp:accordion-item --><!-- wp:accordion-item -->
<div class="wp-block-accordion-item"><h3 class="wp-block-accordion-heading"><button type="button" class="wp-block-accordion-heading__toggle"><span class="wp-block-accordion-heading__toggle-title">Qui déneige ?</span><span class="wp-block-accordion-heading__toggle-icon" aria-hidden="true">+</span></button></h3><div role="region" class="wp-block-accordion-panel"><!-- wp:paragraph -->
<p>Chacun devant chez soi.</p>
<!-- /wp:paragraph --></div></div>
<!-- /wp:accordion-item --></div>
<!-- /wp:accordion -->
<!-- wp:details -->
<details class="wp-block-details"><summary>Et la nuit ?</summary><!-- wp:paragraph -->
<p>La garde répond.</p>
<!-- /wp:paragraph --></details>
<!-- /wp:details -->
HTML
]);
// A page in two languages, and one below it in the second only.
$sports = entry(['post_title' => 'Sports', 'post_name' => 'sports', 'post_content' => '<p>La salle ouvre à 9 h.</p>']);
$sport = entry(['post_title' => 'Sport', 'post_name' => 'sport', 'post_content' => '<p>De zaal gaat open om 9 uur. <a href="https://ancien.example/sports/">Frans</a></p>']);
$pool = entry(['post_title' => 'Zwembad', 'post_name' => 'zwembad', 'post_parent' => $sport, 'post_content' => '<p>Op zaterdag.</p>']);
language($sports, 'fr', 'pll_sports');
language($sport, 'nl', 'pll_sports');
language($pool, 'nl');

$category = wp_create_category('Travaux');
$news = entry(['post_type' => 'post', 'post_title' => 'Travaux rue du Moulin', 'post_name' => 'travaux-rue-du-moulin',
    'post_excerpt' => 'La rue est fermée deux semaines.', 'post_category' => [$category],
    'post_content' => "La rue est fermée.\n\nUne déviation passe par la place.\n\n<img src=\"$bridge_url\" alt=\"Le pont\" />"]);
set_post_thumbnail($news, $tree);
entry(['post_type' => 'post', 'post_title' => 'Fête de l’école', 'post_name' => 'fete-de-l-ecole', 'post_date' => '2019-06-01 08:00:00',
    'post_content' => '<p>Venez « nombreux » &amp; en forme.</p>']);

ob_start();
export_wp(['content' => 'all']);
file_put_contents($target, ob_get_clean());
