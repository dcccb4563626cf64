/* The 56 jurisdictions: postal codes and names (USPS Publication 28, appendix B; the Compacts of
 * Free Association states are left out). */
#include <engross/jurisdiction.h>
#include <string.h>

const char *const eg_postal[EG_JURISDICTIONS] = {"AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE",
    "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS",
    "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC",
    "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC", "PR", "GU", "VI", "AS", "MP"};

static const char *const name[EG_JURISDICTIONS] = {"Alabama", "Alaska", "Arizona", "Arkansas",
    "California", "Colorado", "Connecticut", "Delaware", "Florida", "Georgia", "Hawaii", "Idaho",
    "Illinois", "Indiana", "Iowa", "Kansas", "Kentucky", "Louisiana", "Maine", "Maryland",
    "Massachusetts", "Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska",
    "Nevada", "New Hampshire", "New Jersey", "New Mexico", "New York", "North Carolina",
    "North Dakota", "Ohio", "Oklahoma", "Oregon", "Pennsylvania", "Rhode Island", "South Carolina",
    "South Dakota", "Tennessee", "Texas", "Utah", "Vermont", "Virginia", "Washington",
    "West Virginia", "Wisconsin", "Wyoming", "District of Columbia", "Puerto Rico", "Guam",
    "U.S. Virgin Islands", "American Samoa", "Northern Mariana Islands"};

enum { STATES = 50 };

int
eg_postal_index(const char *postal, size_t n)
{
	if (n != 2)
		return -1;
	for (int i = 0; i < EG_JURISDICTIONS; i++)
		if ((postal[0] & ~32) == eg_postal[i][0] && (postal[1] & ~32) == eg_postal[i][1])
			return i;
	return -1;
}

const char *
eg_postal_name(const char *postal)
{
	int i = eg_postal_index(postal, strlen(postal));

	return i >= 0 ? name[i] : NULL;
}

enum eg_place_kind
eg_postal_kind(const char *postal)
{
	int i = eg_postal_index(postal, strlen(postal));

	if (i < STATES)
		return EG_PLACE_STATE;
	return i == STATES ? EG_PLACE_DISTRICT : EG_PLACE_TERRITORY;
}
