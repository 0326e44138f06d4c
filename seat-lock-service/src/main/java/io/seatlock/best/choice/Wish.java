package io.seatlock.best.choice;

/**
 * What a buyer wants.
 *
 * @param count how many seats
 * @param category index in the plan's categories; {@link #ANY} for all
 * @param section index in the plan's sections; {@link #ANY} for all
 * @param adjacent whether they must be side by side; otherwise that is only preferred
 */
public record Wish(int count, int category, int section, boolean adjacent) {

  public static final int ANY = -1;

  boolean wantsSection(int of) {
    return section == ANY || section == of;
  }

  boolean wantsCategory(int of) {
    return category == ANY || category == of;
  }
}
