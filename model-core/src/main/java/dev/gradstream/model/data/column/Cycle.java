package dev.gradstream.model.data.column;

/**
 * Something that a time goes through again and again, in UTC by the Gregorian calendar, in whole
 * units.
 */
public enum Cycle {
    /** 0 to 59. */
    MINUTE(60),
    /** 0 to 23. */
    HOUR(24),
    /** Monday is 0. */
    DAY_OF_WEEK(7),
    /** The first is 0. */
    DAY_OF_MONTH(31),
    /** January is 0. */
    MONTH(12),
    /** The first of January is 0. */
    DAY_OF_YEAR(366);

    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    private final int period;

    Cycle(int period) {
        this.period = period;
    }

    /** How many units it takes to come around. */
    public int period() {
        return period;
    }

    /**
     * How far around a time is, from 0.
     *
     * @param time epoch milliseconds
     */
    public int unit(long time) {
        long day = Math.floorDiv(time, DAY_MILLIS);
        return switch (this) {
            case MINUTE -> (int) (Math.floorMod(time, HOUR_MILLIS) / MINUTE_MILLIS);
            case HOUR -> (int) (Math.floorMod(time, DAY_MILLIS) / HOUR_MILLIS);
            // The first of January 1970 was a Thursday.
            case DAY_OF_WEEK -> (int) Math.floorMod(day + 3, 7L);
            case DAY_OF_MONTH -> monthAndDay(day) % 32;
            case MONTH -> monthAndDay(day) / 32;
            case DAY_OF_YEAR -> dayOfYear(day);
        };
    }

    /**
     * 32 · month + day of the month, both from 0: in years that begin with March a leap day is the
     * last, and a month's first day is a linear function of its number. Source: Howard Hinnant, <a
     * href="https://howardhinnant.github.io/date_algorithms.html">chrono-compatible low-level date
     * algorithms</a>, {@code civil_from_days}.
     */
    private static int monthAndDay(long epochDay) {
        int dayFromMarch = dayFromMarch(epochDay);
        int monthFromMarch = (5 * dayFromMarch + 2) / 153;
        int day = dayFromMarch - (153 * monthFromMarch + 2) / 5;
        int month = (monthFromMarch + 2) % 12;
        return 32 * month + day;
    }

    private static int dayOfYear(long epochDay) {
        int dayFromMarch = dayFromMarch(epochDay);
        boolean beforeMarch = dayFromMarch >= 306;
        if (beforeMarch) {
            return dayFromMarch - 306;
        }
        return dayFromMarch + (isLeapYear(epochDay) ? 60 : 59);
    }

    /** Days since the last first of March. */
    private static int dayFromMarch(long epochDay) {
        int dayOfEra = dayOfEra(epochDay);
        int year = yearOfEra(dayOfEra);
        return dayOfEra - (365 * year + year / 4 - year / 100);
    }

    /** Of a day from March to December. */
    private static boolean isLeapYear(long epochDay) {
        int year = yearOfEra(dayOfEra(epochDay));
        return year % 4 == 0 && (year % 100 != 0 || year == 0);
    }

    /** Days since the first of March of the last year that is a multiple of 400. */
    private static int dayOfEra(long epochDay) {
        return (int) Math.floorMod(epochDay + 719_468, 146_097L);
    }

    private static int yearOfEra(int dayOfEra) {
        return (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    }
}
