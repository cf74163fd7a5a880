"""Notices: public inquiries, waste collection, vacancies and public contracts of a commune."""
