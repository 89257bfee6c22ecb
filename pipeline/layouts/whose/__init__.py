"""Who a document is: place, issuer, number, title and date."""
