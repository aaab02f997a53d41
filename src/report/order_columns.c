#include "report/order_columns.h"

#include <ctype.h>
#include <string.h>

/*
 * Names as exports of the platforms write them: WooCommerce (order export plugins), Shopify ("Name",
 * "Lineitem sku"), Amazon (order reports), eBay, Etsy, BigCommerce, Squarespace, ShipStation.
 */
static const char *const ship_method[] = {
	"shipmethod",
	"shippingmethod",
	"shippingmethodtitle",
	"shippinglines",
	"deliverymethod",
	"shippingservice",
	"shipservice",
	"shipservicelevel",
	"requestedservice",
	"shippingoption",
	"method",
	"service",
	NULL,
};
static const char *const skus[] = {
	"skus",        "sku",       "lineitemsku", "itemsku",  "productsku",
	"productskus", "sellersku", "customlabel", "lineskus", NULL,
};
static const char *const status[] = {"status",          "orderstatus",       "statusname",
                                     "orderstatusname", "fulfillmentstatus", NULL};
static const char *const payment[] = {
	"payment",     "paid",   "paymentstatus", "financialstatus", "datepaid",
	"datepaidgmt", "paidat", "paidon",        "paiddate",        NULL,
};
static const char *const age[] = {
	"age",          "placed",   "placedat", "orderdate", "createdat",   "datecreated", "datecreatedgmt",
	"purchasedate", "saledate", "created",  "date",      "orderplaced", NULL,
};
static const char *const address[] = {"address", "shippingaddress", "shipto", NULL};

static const char *const street[] = {
	"shippingaddress1", "shippingstreet", "shippingaddressline1", "shipaddress1", "shiptoaddress1",
	"address1",         "street",         "addressline1",         NULL,
};
static const char *const city[] = {"shippingcity", "shipcity", "shiptocity", "city", "town", NULL};
static const char *const postcode[] = {
	"shippingzip",
	"shippingpostcode",
	"shippingpostalcode",
	"shippingzipcode",
	"shippostalcode",
	"shiptozip",
	"zip",
	"zipcode",
	"postcode",
	"postalcode",
	NULL,
};
static const char *const country[] =
	{"shippingcountry", "shippingcountrycode", "shipcountry", "shiptocountry",
     "country",         "countrycode",         NULL};

static const char *const number[] = {
	"ordernumber",       "orderno", "ordernum", "orderid", "order", "amazonorderid",
	"salesrecordnumber", "name",    "number",   "id",      NULL,
};

static const struct order_columns table[] = {
	{"ship_method", READ_TEXT, ship_method}, {"skus", READ_LIST, skus},
	{"address", READ_ADDRESS, address},      {"status", READ_TEXT, status},
	{"payment", READ_PAYMENT, payment},      {"age", READ_AGE, age},
};

struct order_columns order_columns_of(const struct compare_row *row, const char *own[2])
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i].key, row->key) == 0)
			return table[i];
	own[1] = NULL;
	return (struct order_columns){row->key, row->type == FACT_LIST ? READ_LIST : READ_TEXT, own};
}

const char *const *order_number_columns(void)
{
	return number;
}

const char *const *order_address_part(size_t part)
{
	static const char *const *const parts[] = {street, city, postcode, country};

	return part < sizeof parts / sizeof *parts ? parts[part] : NULL;
}

void order_column_name(struct text *out, const char *name)
{
	for (; *name; name++)
		if (isalnum((unsigned char)*name))
			text_add_char(out, (char)tolower((unsigned char)*name));
}

const char *order_cell(const struct order *order, const char *const *column)
{
	for (; *column; column++)
		for (size_t i = 0; i < order->cell.count; i++)
			if (strcmp(order->cell.at[i].column, *column) == 0)
				return order->cell.at[i].value;
	return NULL;
}
