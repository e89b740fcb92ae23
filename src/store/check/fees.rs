//! Passes over fees: payments, refunds, bills, and the journal.

pub(super) const FEES_SUM: &str = "
    SELECT 'holder ' || h.ref
    FROM holder AS h
    LEFT JOIN (
        SELECT holder_id, amount
        FROM payment
        UNION ALL
        SELECT holder_id, -amount
        FROM payment_refund) AS p ON p.holder_id = h.holder_id
    GROUP BY h.ref, h.fees
    HAVING h.fees <> CAST(COALESCE(SUM(p.amount), 0) AS BIGINT)
    ORDER BY h.ref
    LIMIT $1";

pub(super) const FEES_FOLLOW: &str = "
    SELECT 'fees: posted ' || CAST(b.posted AS TEXT) || ', paid ' || CAST(b.paid AS TEXT)
    FROM (
        SELECT (SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM posting WHERE party_id = -1) AS posted,
               (SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM payment)
                   - (SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM payment_refund) AS paid) AS b
    WHERE b.posted <> b.paid
    LIMIT $1";

pub(super) const BILLS_FOLLOW: &str = "
    SELECT 'row ' || b.external_id
    FROM bill_row AS b
    LEFT JOIN payment AS p
        ON b.kind = 'payment' AND p.payment_id = b.payment_id AND p.holder_id = b.holder_id AND p.amount = b.amount
    LEFT JOIN payment_refund AS r
        ON b.kind = 'refund'
        AND r.payment_id = b.payment_id
        AND r.holder_id = b.holder_id
        AND r.source_id = b.source_id
        AND r.external_id = b.external_id
        AND r.amount = b.amount
    WHERE b.state = 'matched'
      AND p.payment_id IS NULL
      AND r.payment_id IS NULL
    UNION ALL
    SELECT 'refund ' || r.external_id
    FROM payment_refund AS r
    LEFT JOIN bill_row AS b
        ON b.source_id = r.source_id AND b.external_id = r.external_id AND b.kind = 'refund' AND b.state = 'matched'
    WHERE b.external_id IS NULL
    UNION ALL
    SELECT 'charges: posted ' || CAST(-c.posted AS TEXT) || ', told by bills ' || CAST(c.told AS TEXT)
    FROM (
        SELECT (SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM posting WHERE party_id = -8) AS posted,
               (SELECT CAST(COALESCE(SUM(charge), 0) AS BIGINT)
                FROM bill_row
                WHERE state = 'matched'
                   OR kind = 'other') AS told) AS c
    WHERE -c.posted <> c.told
    LIMIT $1";
