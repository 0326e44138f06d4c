package io.seatlock.best.choice;

/**
 * The seats that a buyer asks for.
 *
 * @param count how many seats
 * @param category the index in the plan's categories; {@link #ANY} for any
 * @param section the index in the plan's sections; {@link #ANY} for any
 * @param adjacent whether the seats must be side by side; if false, this is only preferred
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
