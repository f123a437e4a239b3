package text

import "strings"

// tracking reports whether the query parameter, its name in lower case, only
// tells its owner where a reader came from. The list is closed: each name is
// written by one measuring tool and by nothing else. Names that some site
// might use to choose an article (id, ref, source, from, lang, page) are never
// on it.
func tracking(name string) bool {
	for _, prefix := range []string{"utm_", "pk_", "mtm_", "piwik_", "matomo_", "oly_", "vero_", "hsa_"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok && rest != "" {
			return true
		}
	}
	switch name {
	// Google: Ads, Display, Analytics and its links across domains
	case "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "gad_source", "gad_campaignid", "srsltid", "_ga", "_gl", "_gac":
		return true
	// other networks: Meta, Instagram, Microsoft, Yandex, X, TikTok, LinkedIn, Outbrain, Taboola
	case "fbclid", "fb_action_ids", "fb_action_types", "fb_source", "fb_ref", "igshid", "igsh", "msclkid", "yclid",
		"ysclid", "_openstat", "twclid", "ttclid", "li_fat_id", "obclid", "dicbo", "tblci":
		return true
	// letters and automation: Mailchimp, HubSpot, Marketo, Drip, Klaviyo, ActiveCampaign, MailerLite
	case "mc_cid", "mc_eid", "_hsenc", "_hsmi", "__hstc", "__hssc", "__hsfp", "hsctatracking", "mkt_tok", "__s",
		"_kx", "_ke", "vgo_ee", "ml_subscriber", "ml_subscriber_hash":
		return true
	// Webtrekk (Mapp), AT Internet (Piano), Adobe, Webtrends
	case "wt_mc", "wt_zmc", "wt.mc_id", "wt.mc_ev", "at_medium", "at_campaign", "at_campaign_type", "at_creation",
		"at_emailtype", "at_link_id", "at_link_type", "at_link_origin", "at_format", "at_variant", "at_ptr_name",
		"at_recipient_id", "at_recipient_list", "at_send_date", "at_bbc_team", "xtor", "s_cid", "sc_cid", "s_kwcid", "ef_id":
		return true
	// the marks publishers put on links of their own feeds and letters
	case "cmpid", "ito", "ncid", "icid":
		return true
	}
	return false
}
